import type { Program } from "@cambium/tensor";
import { isDense, sizeOf } from "@cambium/tensor";
import type { Kernel, Machine } from "../machine.ts";
import { PARAMETER_WORDS } from "../parameter-block.ts";
import type { WasmView } from "../storage.ts";
import { collapse, type Loops } from "./collapse.ts";
import { compile, inputKinds, scalarKinds } from "./compile.ts";
import { nanosecondsAnElement } from "./cost.ts";
import { elementBytes, type Walk } from "./spans.ts";
import { Table } from "./table.ts";

/** Elements of a task: enough to make its start negligible, and few enough to share among threads. */
const BLOCK = 4096;

/** Table, kernels and other properties of a program on one machine. */
class MapPlan {
  readonly program: Program;
  readonly table: Table;
  readonly nanoseconds: number;
  /** Bytes per element of each operand, 0 for an input that is not read. */
  readonly bytes: readonly number[];
  readonly scalarKinds: ReturnType<typeof scalarKinds>;
  readonly inputCount: number;
  /** Kernel for dense operands. */
  dense: Kernel | undefined;
  /** Kernels for other layouts. */
  readonly kernels = new Map<number | string, Kernel>();

  constructor(program: Program) {
    this.program = program;
    this.inputCount = program.inputCount;
    this.scalarKinds = scalarKinds(program);
    this.table = new Table(program.inputCount + program.outputs.length, this.scalarKinds.length);
    this.nanoseconds = nanosecondsAnElement(program);
    const kinds = [...inputKinds(program), ...program.outputKinds];
    this.bytes = kinds.map((kind) => (kind ? elementBytes(kind) : 0));
  }
}

/** Plans of a machine, by program and by structure. Equal programs share a plan. */
interface Plans {
  readonly byProgram: WeakMap<Program, MapPlan>;
  readonly byKey: Map<string, MapPlan>;
}
const plansOf = new WeakMap<Machine, Plans>();

function planOf(machine: Machine, program: Program): MapPlan {
  let plans = plansOf.get(machine);
  if (!plans) {
    plans = { byProgram: new WeakMap(), byKey: new Map() };
    plansOf.set(machine, plans);
  }
  let plan = plans.byProgram.get(program);
  if (!plan) {
    plan = plans.byKey.get(program.key) ?? new MapPlan(program);
    plans.byKey.set(program.key, plan);
    plans.byProgram.set(program, plan);
  }
  return plan;
}

/**
 * Evaluates a program at every position: `Backend.map`.
 *
 * @throws {BackendError} If the program is too large to compile.
 */
export function map(
  machine: Machine,
  program: Program,
  inputs: readonly WasmView[],
  scalars: readonly number[],
  outputs: readonly WasmView[],
): void {
  const plan = planOf(machine, program);
  const { shape } = outputs[0]!;
  const size = sizeOf(shape);
  if (size === 0) return;
  if (areDense(inputs)) mapDense(machine, plan, inputs, scalars, outputs, size);
  else mapLoops(machine, plan, inputs, scalars, outputs, collapse(shape, inputs));
}

/** True if all views are row-major without gaps. */
function areDense(views: readonly WasmView[]): boolean {
  for (let i = 0; i < views.length; i++) if (!isDense(views[i]!)) return false;
  return true;
}

function mapDense(
  machine: Machine,
  plan: MapPlan,
  inputs: readonly WasmView[],
  scalars: readonly number[],
  outputs: readonly WasmView[],
  size: number,
): void {
  plan.dense ??= machine.define(
    "map",
    compile(
      plan.program,
      { walks: plan.bytes.slice(0, plan.inputCount).map((b) => (b ? "dense" : undefined)), rows: false },
      machine,
    ),
  );
  if (plan.table.words(0) > PARAMETER_WORDS) {
    const one = plan.bytes.slice(0, plan.inputCount).map(() => 1);
    mapLoops(machine, plan, inputs, scalars, outputs, { sizes: [size], strides: [one] });
    return;
  }
  const { words, floats } = machine;
  words[0] = 0;
  words[1] = size;
  words[3] = BLOCK;
  writeOperands(plan, words, floats, 0, inputs, scalars, outputs);
  const strides = plan.table.stride(0) / 4;
  for (let k = 0; k < plan.bytes.length; k++) words[strides + k] = plan.bytes[k]!;
  machine.launch(plan.dense, Math.ceil(size / BLOCK), size * plan.nanoseconds);
}

/** Writes addresses and scalars. */
function writeOperands(
  { table, bytes, inputCount, scalarKinds: kinds }: MapPlan,
  words: Int32Array,
  floats: Float32Array,
  at: number,
  inputs: readonly WasmView[],
  scalars: readonly number[],
  outputs: readonly WasmView[],
): void {
  const bases = at + table.base(0) / 4;
  for (let k = 0; k < bytes.length; k++) {
    const { storage, offset } = (k < inputCount ? inputs[k] : outputs[k - inputCount])!;
    words[bases + k] = storage.address + offset * bytes[k]!;
  }
  const first = at + table.scalar(0) / 4;
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] === "float") floats[first + i] = scalars[i]!;
    else words[first + i] = scalars[i]!;
  }
}

/** Evaluates a program on any layout: the kernel walks the innermost dimension, and the others are rows. */
function mapLoops(
  machine: Machine,
  plan: MapPlan,
  inputs: readonly WasmView[],
  scalars: readonly number[],
  outputs: readonly WasmView[],
  loops: Loops,
): void {
  const { table } = plan;
  const kernel = kernelFor(machine, plan, loops);
  const count = table.words(loops.sizes.length - 1);
  const borrowed = count > PARAMETER_WORDS ? machine.borrow(4 * count) : 0;
  const words = borrowed ? machine.integers : machine.words;
  const at = borrowed / 4;
  const rows = loops.sizes.slice(1).reduce((product, size) => product * size, 1);
  const [size] = loops.sizes as [number];
  const isFlat = loops.sizes.length === 1;
  const block = isFlat ? BLOCK : Math.max(1, Math.floor(BLOCK / size));
  words.set([0, size, rows, block, loops.sizes.length - 1], at);
  writeOperands(plan, words, borrowed ? machine.numbers : machine.floats, at, inputs, scalars, outputs);
  writeStrides(plan, words, at, loops);
  machine.words[0] = borrowed;
  const tasks = Math.ceil((isFlat ? size : rows) / block);
  machine.launch(kernel, tasks, size * rows * plan.nanoseconds + rows * 5);
  if (borrowed) machine.giveBack(borrowed);
}

/** Writes strides in bytes: along the innermost dimension, then for each outer dimension after its size. */
function writeStrides(
  { table, bytes, inputCount }: MapPlan,
  words: Int32Array,
  at: number,
  loops: Loops,
): void {
  let dense = 1;
  loops.sizes.forEach((size, d) => {
    const position =
      at + (d === 0 ? table.stride(0) : table.firstDimension + (d - 1) * table.dimensionBytes) / 4;
    if (d > 0) words[position] = size;
    const first = d === 0 ? position : position + 1;
    for (let k = 0; k < bytes.length; k++) {
      const stride = k < inputCount ? loops.strides[d]![k]! : dense;
      words[first + k] = stride * bytes[k]!;
    }
    dense *= size;
  });
}

/** Number of the walk of an operand with this many bytes per element (0: not read). */
function walkCode(bytes: number, stride: number): number {
  if (bytes === 0) return 0;
  return stride === 0 ? 1 : stride === 1 ? 2 : 3;
}

const walkNames: readonly (Walk | undefined)[] = [undefined, "splat", "dense", "strided"];
/** Number of operands whose codes of two bits fit exactly into a number. */
const MOST_CODES = 24;

/** Key of a kernel among those of a program. It is a number if possible, which is faster than a string. */
function keyOf(rows: boolean, bytes: readonly number[], strides: readonly number[]): number | string {
  if (strides.length > MOST_CODES)
    return `${rows} ${strides.map((stride, k) => walkCode(bytes[k]!, stride))}`;
  let key = rows ? 1 : 0;
  for (let k = 0; k < strides.length; k++) key = 4 * key + walkCode(bytes[k]!, strides[k]!);
  return key;
}

function kernelFor(machine: Machine, plan: MapPlan, { sizes, strides }: Loops): Kernel {
  const rows = sizes.length > 1;
  const inner = strides[0]!;
  const key = keyOf(rows, plan.bytes, inner);
  let kernel = plan.kernels.get(key);
  if (!kernel) {
    const walks = inner.map((stride, k) => walkNames[walkCode(plan.bytes[k]!, stride)]);
    kernel = machine.define("map", compile(plan.program, { walks, rows }, machine));
    plan.kernels.set(key, kernel);
  }
  return kernel;
}
