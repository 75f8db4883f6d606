import { isDense, type Kind, Program, Scalars, sizeOf } from "@cambium/tensor";
import { launchCopyRun, launchCopyStrided, launchTransposeBlocks, TRANSPOSE_BLOCK } from "../launch.ts";
import type { Machine } from "../machine.ts";
import { collapse, type Loops } from "../program/collapse.ts";
import { map } from "../program/map.ts";
import type { WasmView } from "../storage.ts";
import { addressOf, kindCodes, widths } from "./layout.ts";

/** Bytes of a dense run, or elements of rows, in a task. */
const BLOCK: number = 1 << 16;
const NANOSECONDS_A_BYTE = 0.1;

/** Copies x to `out` and converts its elements: `Backend.copy`. */
export function copy(machine: Machine, x: WasmView, out: WasmView): void {
  const size = sizeOf(out.shape);
  if (size === 0) return;
  const isSame = x.dtype === out.dtype;
  if (isSame && isDense(x) && isDense(out)) copyRun(machine, x, out, size * widths[x.dtype]!);
  else if (!isSame && isDense(out)) map(machine, conversion(x.dtype, out.dtype), [x], [], [out]);
  else copyLoops(machine, x, out, collapse(out.shape, [x, out]));
}

function copyRun(machine: Machine, x: WasmView, out: WasmView, bytes: number): void {
  const parameters = { from: addressOf(x), to: addressOf(out), bytes, block: BLOCK };
  launchCopyRun(machine, parameters, Math.ceil(bytes / BLOCK), bytes * NANOSECONDS_A_BYTE);
}

function copyLoops(machine: Machine, x: WasmView, out: WasmView, loops: Loops): void {
  if (x.dtype === out.dtype && x.dtype !== "bool" && isTurned(loops)) turn(machine, x, out, loops);
  else copyStrided(machine, x, out, loops);
}

/** True if the copy transposes the innermost two dimensions, of one matrix or of several at equal distances. */
function isTurned({ sizes, strides }: Loops): boolean {
  if (sizes.length !== 2 && sizes.length !== 3) return false;
  return strides[0]![1] === 1 && strides[1]![0] === 1 && strides[0]![0]! > 1 && strides[1]![1]! > 1;
}

function turn(machine: Machine, x: WasmView, out: WasmView, { sizes, strides }: Loops): void {
  const [columns, rows, matrices = 1] = sizes as [number, number, number?];
  const [fromMatrix, toMatrix] = (strides[2] ?? [0, 0]) as [number, number];
  const parameters = {
    from: addressOf(x),
    to: addressOf(out),
    rows,
    columns,
    fromStride: 4 * strides[0]![0]!,
    toStride: 4 * strides[1]![1]!,
    fromMatrix: 4 * fromMatrix,
    toMatrix: 4 * toMatrix,
  };
  const tasks = matrices * Math.ceil(rows / TRANSPOSE_BLOCK);
  launchTransposeBlocks(machine, parameters, tasks, rows * columns * matrices * 0.6);
}

function copyStrided(machine: Machine, x: WasmView, out: WasmView, { sizes, strides }: Loops): void {
  const [fromWidth, toWidth] = [widths[x.dtype]!, widths[out.dtype]!];
  const rows = sizes.slice(1).reduce((product, size) => product * size, 1);
  const block = Math.max(1, Math.floor(BLOCK / 8 / sizes[0]!));
  const parameters = {
    from: addressOf(x),
    to: addressOf(out),
    fromKind: kindCodes[x.dtype]!,
    toKind: kindCodes[out.dtype]!,
    block,
    rows,
    dimensions: sizes.map((size, d) => ({
      size,
      fromStride: strides[d]![0]! * fromWidth,
      toStride: strides[d]![1]! * toWidth,
    })),
  };
  launchCopyStrided(machine, parameters, Math.ceil(rows / block), rows * (5 + sizes[0]!));
}

const conversions = new Map<string, Program>();

/** Returns a program that only casts. */
function conversion(from: string, to: string): Program {
  const key = `${from} ${to}`;
  let program = conversions.get(key);
  if (!program) {
    const s = new Scalars();
    const x = s.input(kinds[from]!);
    program = new Program([s.cast(x, kinds[to]!)], [x]);
    conversions.set(key, program);
  }
  return program;
}

const kinds: Readonly<Record<string, Kind>> = { float32: "float", int32: "int", bool: "bool" };
