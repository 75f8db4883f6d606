import { isDense, type ReduceOp, sizeOf } from "@cambium/tensor";
import {
  launchReduceMiddle,
  MAX,
  MIN,
  NORM,
  PROD,
  REDUCE_BLOCK,
  ROOT_FROM_WIDE,
  SQUARES_TO_WIDE,
  SUM,
  SUM_FROM_WIDE,
  SUM_OF_WIDE,
  SUM_TO_WIDE,
} from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { DenseCopy } from "./dense-copy.ts";
import { addressOf, kindCodes, widths } from "./layout.ts";

/** Values of `op` for a reduction in one step or in several: see assembly/general/reduce.ts. */
interface Steps {
  readonly only: number;
  readonly first: number;
  readonly between: number;
  readonly last: number;
  /** True if results between steps are float64, false if they have the type of the elements. */
  readonly isWide: boolean;
}

const narrow = (op: number): Steps => ({ only: op, first: op, between: op, last: op, isWide: false });
const sumOfFloats: Steps = {
  only: SUM,
  first: SUM_TO_WIDE,
  between: SUM_OF_WIDE,
  last: SUM_FROM_WIDE,
  isWide: true,
};
const norm: Steps = {
  only: NORM,
  first: SQUARES_TO_WIDE,
  between: SUM_OF_WIDE,
  last: ROOT_FROM_WIDE,
  isWide: true,
};
const sumOfInts: Steps = narrow(SUM);
const product: Steps = narrow(PROD);
const others: Readonly<Record<"prod" | "max" | "min", Steps>> = {
  prod: product,
  max: narrow(MAX),
  min: narrow(MIN),
};

/** A reduction of elements of one kind. */
interface Reduction {
  readonly steps: Steps;
  readonly kind: number;
  /** Bytes of an element. */
  readonly width: number;
  /** Divisor of sums of floats before they are rounded: the number of elements for a mean, otherwise 1. */
  readonly share: number;
}

/** Longer lines are reduced in parts, on several threads. */
const LONG_LINE: number = 1 << 15;
const PART = 4096;
const NANOSECONDS_AN_ELEMENT = 0.15;

/** Reduces over `axes`: `Backend.reduce`. */
export function reduce(
  machine: Machine,
  op: ReduceOp,
  x: WasmView,
  axes: readonly number[],
  out: WasmView,
): void {
  const isSum = op === "sum" || op === "mean";
  const steps = isSum ? (x.dtype === "float32" ? sumOfFloats : sumOfInts) : others[op];
  run(machine, steps, op === "mean" ? countOver(x, axes) : 1, x, axes, out);
}

/** Euclidean norm over `axes`, in float64: `FusedKernels.euclideanNorm`. */
export function euclideanNorm(machine: Machine, x: WasmView, axes: readonly number[], out: WasmView): void {
  run(machine, norm, 1, x, axes, out);
}

/** Number of elements behind each result. */
function countOver({ shape }: WasmView, axes: readonly number[]): number {
  let count = 1;
  for (let i = 0; i < axes.length; i++) count *= shape[axes[i]!]!;
  return count;
}

function run(
  machine: Machine,
  steps: Steps,
  share: number,
  x: WasmView,
  axes: readonly number[],
  out: WasmView,
): void {
  const size = sizeOf(out.shape);
  if (size === 0) return;
  const reduction = { steps, kind: kindCodes[x.dtype]!, width: widths[x.dtype]!, share };
  const count = countOver(x, axes);
  const isTrailing = axes.length === 0 || axes[0] === x.shape.length - axes.length;
  if (isTrailing && isDense(x)) {
    reduceMiddle(machine, reduction, steps.only, addressOf(x), addressOf(out), size, count, 1);
    return;
  }
  const dense = new DenseCopy(machine, steps === product ? withAxesLast(x, axes) : x);
  if (steps === product)
    reduceMiddle(machine, reduction, steps.only, dense.address, addressOf(out), size, count, 1);
  else reduceGroups(machine, reduction, true, dense.address, x.shape, axes, addressOf(out));
  dense.release();
}

/** Moves the reduced axes after the others, because a product must not be rounded between axes. */
function withAxesLast(x: WasmView, axes: readonly number[]): WasmView {
  const order = [...x.shape.keys()].sort((a, b) => Number(axes.includes(a)) - Number(axes.includes(b)));
  return { ...x, shape: order.map((d) => x.shape[d]!), strides: order.map((d) => x.strides[d]!) };
}

/** Reduces neighboring axes at a time, the innermost first, with intermediate results in temporary memory. */
function reduceGroups(
  machine: Machine,
  reduction: Reduction,
  isFirst: boolean,
  from: number,
  shape: readonly number[],
  axes: readonly number[],
  out: number,
): void {
  const { steps, width } = reduction;
  if (axes.length === 0) {
    reduceMiddle(machine, reduction, steps.only, from, out, sizeOf(shape), 1, 1);
    return;
  }
  let begin = axes.length - 1;
  while (begin > 0 && axes[begin - 1] === axes[begin]! - 1) begin--;
  const [low, high] = [axes[begin]!, axes.at(-1)!];
  const outer = sizeOf(shape.slice(0, low));
  const count = sizeOf(shape.slice(low, high + 1));
  const inner = sizeOf(shape.slice(high + 1));
  if (begin === 0) {
    reduceMiddle(machine, reduction, isFirst ? steps.only : steps.last, from, out, outer, count, inner);
    return;
  }
  const temporary = machine.borrow(outer * inner * (steps.isWide ? 8 : width));
  const step = isFirst ? steps.first : steps.between;
  reduceMiddle(machine, reduction, step, from, temporary, outer, count, inner);
  const rest = shape.map((size, d) => (d >= low && d <= high ? 1 : size));
  reduceGroups(machine, reduction, false, temporary, rest, axes.slice(0, begin), out);
  machine.giveBack(temporary);
}

/** Reduces the middle of [outer, count, inner]. A long line is reduced in parts. */
function reduceMiddle(
  machine: Machine,
  reduction: Reduction,
  op: number,
  from: number,
  out: number,
  outer: number,
  count: number,
  inner: number,
): void {
  const { steps, kind, share } = reduction;
  const isLong = inner === 1 && outer === 1 && count > LONG_LINE;
  if (isLong && steps !== product && op === steps.only) {
    reduceLongLine(machine, reduction, from, out, count);
    return;
  }
  const tasks = outer * Math.ceil(inner / REDUCE_BLOCK);
  const nanoseconds = outer * count * inner * NANOSECONDS_AN_ELEMENT;
  launchReduceMiddle(machine, { x: from, out, count, inner, op, kind, share }, tasks, nanoseconds);
}

/** Reduces equal parts and the remainder, and then their results. */
function reduceLongLine(
  machine: Machine,
  reduction: Reduction,
  from: number,
  out: number,
  count: number,
): void {
  const { steps, width } = reduction;
  const parts = Math.floor(count / PART);
  const left = count - parts * PART;
  const resultBytes = steps.isWide ? 8 : width;
  const results = machine.borrow(resultBytes * (parts + 1));
  reduceMiddle(machine, reduction, steps.first, from, results, parts, PART, 1);
  if (left > 0) {
    const to = results + resultBytes * parts;
    reduceMiddle(machine, reduction, steps.first, from + width * parts * PART, to, 1, left, 1);
  }
  reduceMiddle(machine, reduction, steps.last, results, out, 1, parts + Number(left > 0), 1);
  machine.giveBack(results);
}
