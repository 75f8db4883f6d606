import type { Program } from "../program/program.ts";
import { sizeOf } from "../shape.ts";
import type { ReferenceView } from "./elements.ts";
import { BLOCK, Plan } from "./plan.ts";
import { Reader } from "./reader.ts";

const plans = new WeakMap<Program, Plan>();
const readers: Reader[] = [];

/** Evaluates a program block by block: every step runs over a block of places before the next step. */
export function map(
  program: Program,
  inputs: readonly ReferenceView[],
  scalars: readonly number[],
  outputs: readonly ReferenceView[],
): void {
  const plan = planOf(program);
  const shape = outputs[0]!.shape;
  const size = sizeOf(shape);
  plan.prepare(scalars, hasFloat64(inputs) || hasFloat64(outputs));
  for (let i = 0; i < inputs.length; i++) {
    if (i === readers.length) readers.push(new Reader());
    readers[i]!.start(inputs[i]!, shape);
  }
  for (let done = 0; done < size; done += BLOCK) {
    const count = Math.min(BLOCK, size - done);
    evaluateBlock(plan, count);
    for (let i = 0; i < outputs.length; i++) {
      store(plan.registers, plan.outputs[i]!, count, outputs[i]!, done);
    }
  }
}

function planOf(program: Program): Plan {
  let plan = plans.get(program);
  if (!plan) {
    plan = new Plan(program);
    plans.set(program, plan);
  }
  return plan;
}

function hasFloat64(views: readonly ReferenceView[]): boolean {
  for (let i = 0; i < views.length; i++) if (views[i]!.dtype === "float64") return true;
  return false;
}

function evaluateBlock(plan: Plan, count: number): void {
  const { registers, steps } = plan;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!;
    if (step.loop) step.loop(registers, count, step.to, step.a, step.b, step.c);
    else readers[step.input]!.load(registers, step.to, count);
  }
}

/** Stores `n` values into an output, from its element `done`; the array converts them. */
function store(values: Float64Array, from: number, n: number, out: ReferenceView, done: number): void {
  const to = out.offset + done;
  if (out.dtype === "float32") {
    const { f32 } = out.storage;
    for (let i = 0; i < n; i++) f32[to + i] = values[from + i]!;
  } else if (out.dtype === "float64") {
    const { f64 } = out.storage;
    for (let i = 0; i < n; i++) f64[to + i] = values[from + i]!;
  } else if (out.dtype === "int32") {
    const { i32 } = out.storage;
    for (let i = 0; i < n; i++) i32[to + i] = values[from + i]!;
  } else {
    const { u8 } = out.storage;
    for (let i = 0; i < n; i++) u8[to + i] = values[from + i]!;
  }
}
