import { isDense, type ReduceOp, sizeOf } from "@cambium/tensor";
import { launchReduceMiddle } from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { DenseCopy } from "./dense-copy.ts";
import { addressOf, kindCodes, widths } from "./layout.ts";

const opCodes: Readonly<Record<ReduceOp, number>> = { sum: 0, prod: 1, max: 2, min: 3 };
/** Sums of floats in steps: what is between them is float64. */
const sumSteps = { first: 4, between: 5, last: 6 } as const;
/** Places of the result that a task computes. */
const COLUMN_BLOCK = 64;
/** A line longer than this is reduced in parts, which other threads may take. */
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
  if (sizeOf(out.shape) === 0) return;
  const kind = kindCodes[x.dtype]!;
  const last = axes.length - 1;
  const isTrailing = isDense(x) && (last < 0 || axes[0] === x.shape.length - axes.length);
  if (isTrailing) {
    let count = 1;
    for (let i = 0; i <= last; i++) count *= x.shape[axes[i]!]!;
    reduceMiddle(machine, opCodes[op], kind, addressOf(x), addressOf(out), sizeOf(out.shape), count, 1);
    return;
  }
  const dense = new DenseCopy(machine, op === "prod" ? withAxesLast(x, axes) : x);
  if (op === "prod") {
    const count = sizeOf(x.shape) / sizeOf(out.shape);
    reduceMiddle(machine, opCodes[op], kind, dense.address, addressOf(out), sizeOf(out.shape), count, 1);
  } else
    reduceGroups(machine, opCodes[op], kind, dense.address, x.shape, axes, addressOf(out), widths[x.dtype]!);
  dense.release();
}

/** The same elements with the axes that are reduced after the others: a product must not be rounded on the way. */
function withAxesLast(x: WasmView, axes: readonly number[]): WasmView {
  const order = [...x.shape.keys()].sort((a, b) => Number(axes.includes(a)) - Number(axes.includes(b)));
  return { ...x, shape: order.map((d) => x.shape[d]!), strides: order.map((d) => x.strides[d]!) };
}

/** Neighboring axes at a time, the innermost first; what lies between is in temporary memory. */
function reduceGroups(
  machine: Machine,
  op: number,
  kind: number,
  from: number,
  shape: readonly number[],
  axes: readonly number[],
  out: number,
  width: number,
): void {
  if (axes.length === 0) {
    reduceMiddle(machine, op, kind, from, out, sizeOf(shape), 1, 1);
    return;
  }
  const isWide = kind === kindCodes.float32 && (op === opCodes.sum || op >= sumSteps.first);
  let begin = axes.length - 1;
  while (begin > 0 && axes[begin - 1] === axes[begin]! - 1) begin--;
  const [low, high] = [axes[begin]!, axes.at(-1)!];
  const outer = sizeOf(shape.slice(0, low));
  const count = sizeOf(shape.slice(low, high + 1));
  const inner = sizeOf(shape.slice(high + 1));
  if (begin === 0) {
    reduceMiddle(machine, op === sumSteps.between ? sumSteps.last : op, kind, from, out, outer, count, inner);
    return;
  }
  const temporary = machine.borrow(outer * inner * (isWide ? 8 : width));
  const step = isWide && op === opCodes.sum ? sumSteps.first : op;
  reduceMiddle(machine, step, kind, from, temporary, outer, count, inner);
  const rest = shape.map((size, d) => (d >= low && d <= high ? 1 : size));
  const next = isWide ? sumSteps.between : op;
  reduceGroups(machine, next, kind, temporary, rest, axes.slice(0, begin), out, width);
  machine.giveBack(temporary);
}

/** The middle of [outer, count, inner]; a long line in two steps. */
function reduceMiddle(
  machine: Machine,
  op: number,
  kind: number,
  from: number,
  out: number,
  outer: number,
  count: number,
  inner: number,
): void {
  if (op === opCodes.sum && kind === kindCodes.float32 && inner === 1 && outer === 1 && count > LONG_LINE) {
    sumLongLine(machine, kind, from, out, count);
    return;
  }
  const inParts = op !== opCodes.prod && op < sumSteps.first;
  if (inParts && inner === 1 && outer === 1 && count > LONG_LINE && count % PART === 0) {
    reduceLongLine(machine, op, kind, from, out, count);
    return;
  }
  if (inParts && inner === 1 && outer === 1 && count > LONG_LINE) {
    reduceUnevenLine(machine, op, kind, from, out, count);
    return;
  }
  const tasks = outer * Math.ceil(inner / COLUMN_BLOCK);
  const nanoseconds = outer * count * inner * NANOSECONDS_AN_ELEMENT;
  launchReduceMiddle(machine, { x: from, out, count, inner, op, kind }, tasks, nanoseconds);
}

/** Sums of equal parts and of what is left, in float64, and then their sum. */
function sumLongLine(machine: Machine, kind: number, from: number, out: number, count: number): void {
  const parts = Math.floor(count / PART);
  const left = count - parts * PART;
  const sums = machine.borrow(8 * (parts + 1));
  reduceMiddle(machine, sumSteps.first, kind, from, sums, parts, PART, 1);
  reduceMiddle(machine, sumSteps.first, kind, from + 4 * parts * PART, sums + 8 * parts, 1, left, 1);
  reduceMiddle(machine, sumSteps.last, kind, sums, out, 1, parts + 1, 1);
  machine.giveBack(sums);
}

/** In parts of equal length, and then the parts' results. */
function reduceLongLine(
  machine: Machine,
  op: number,
  kind: number,
  from: number,
  out: number,
  count: number,
): void {
  const parts = count / PART;
  const results = machine.borrow(4 * parts);
  reduceMiddle(machine, op, kind, from, results, parts, PART, 1);
  reduceMiddle(machine, op, kind, results, out, 1, parts, 1);
  machine.giveBack(results);
}

/** The even part, then what is left together with its result. */
function reduceUnevenLine(
  machine: Machine,
  op: number,
  kind: number,
  from: number,
  out: number,
  count: number,
): void {
  const width = kind === 2 ? 1 : 4;
  const even = count - (count % PART);
  const results = machine.borrow(2 * width);
  reduceMiddle(machine, op, kind, from, results, 1, even, 1);
  reduceMiddle(machine, op, kind, from + even * width, results + width, 1, count - even, 1);
  reduceMiddle(machine, op, kind, results, out, 1, 2, 1);
  machine.giveBack(results);
}
