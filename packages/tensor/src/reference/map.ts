import type { Kind } from "../dtype.ts";
import type { Program } from "../program/program.ts";
import { sizeOf } from "../shape.ts";
import { isDense } from "../view.ts";
import type { ReferenceView } from "./elements.ts";
import { Plan } from "./plan.ts";
import { Reader } from "./reader.ts";
import { fill, load, store } from "./registers.ts";

const float32Plans = new WeakMap<Program, Plan>();
const float64Plans = new WeakMap<Program, Plan>();

/** Readers of the inputs that are not dense, one for each. */
const readers: Reader[] = [];

/** Evaluates a program block by block: loads a block of every input, runs the steps on it, stores the outputs. */
export function map(
  program: Program,
  inputs: readonly ReferenceView[],
  scalars: readonly number[],
  outputs: readonly ReferenceView[],
): void {
  const wide = hasFloat64(inputs) || hasFloat64(outputs);
  const plan = planOf(program, wide);
  const size = sizeOf(outputs[0]!.shape);
  fillUniforms(plan, scalars, Math.min(size, plan.block), wide);
  for (let done = 0; done < size; done += plan.block) {
    const n = Math.min(plan.block, size - done);
    loadInputs(plan, inputs, done, n);
    evaluate(plan, n);
    for (let i = 0; i < outputs.length; i++) {
      store(n, plan.outputs[i]! * plan.block, outputs[i]!, outputs[i]!.offset + done);
    }
  }
}

function planOf(program: Program, wide: boolean): Plan {
  const plans = wide ? float64Plans : float32Plans;
  let plan = plans.get(program);
  if (!plan) {
    plan = new Plan(program, wide);
    plans.set(program, plan);
  }
  return plan;
}

function hasFloat64(views: readonly ReferenceView[]): boolean {
  for (let i = 0; i < views.length; i++) if (views[i]!.dtype === "float64") return true;
  return false;
}

/** Sets the rows of constants and scalars. If no view is float64, floats are rounded to float32. */
function fillUniforms(
  { constants, scalars, block }: Plan,
  values: readonly number[],
  n: number,
  wide: boolean,
): void {
  for (let i = 0; i < constants.length; i++) {
    const { row, kind, value } = constants[i]!;
    fill(n, row * block, uniformOf(kind, value, wide));
  }
  for (let i = 0; i < scalars.length; i++) {
    const { row, kind, value } = scalars[i]!;
    fill(n, row * block, uniformOf(kind, values[value]!, wide));
  }
}

/** Converts a constant or scalar to its kind; ints have no −0. */
function uniformOf(kind: Kind, value: number, wide: boolean): number {
  if (kind === "int") return value | 0;
  return wide || kind === "bool" ? value : Math.fround(value);
}

/** Loads the next `n` elements of every input, of which `done` are already loaded. */
function loadInputs({ inputs, block }: Plan, views: readonly ReferenceView[], done: number, n: number): void {
  for (let i = 0; i < inputs.length; i++) {
    const { row, value } = inputs[i]!;
    const view = views[value]!;
    if (isDense(view)) {
      load(n, row * block, view, view.offset + done, 1);
    } else {
      readers[i] ??= new Reader();
      if (done === 0) readers[i]!.start(view);
      readers[i]!.load(n, row * block);
    }
  }
}

function evaluate({ steps, block }: Plan, n: number): void {
  for (let i = 0; i < steps.length; i++) {
    const { loop, to, a, b, c } = steps[i]!;
    loop(n, to * block, a * block, b * block, c * block);
  }
}
