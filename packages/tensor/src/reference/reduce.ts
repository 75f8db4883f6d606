import type { ReduceOp } from "../backend.ts";
import type { DType } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { type Accumulator, accumulators } from "./accumulators.ts";
import { elementsOf, type ReferenceView } from "./elements.ts";
import { Walk } from "./walk.ts";

const kept = new Walk();
const reduced = new Walk();
const sizes: number[] = [];
/** Partial results of neighboring positions that are reduced together. */
const columns = new Float64Array(512);

/** Reduces x over `axes`: position by position, or many positions at once if kept dimensions are denser than reduced ones. */
export function reduce(op: ReduceOp, x: ReferenceView, axes: readonly number[], out: ReferenceView): void {
  const accumulator = accumulatorOf(op, x.dtype);
  const identity = identityOf(op, x.dtype);
  const { shape } = x;
  for (let i = 0; i < shape.length; i++) sizes[i] = 1;
  for (let i = 0; i < axes.length; i++) sizes[axes[i]!] = shape[axes[i]!]!;
  reduced.start(sizes, x, x, x, -1, shape.length);
  const many = reduced.rows > 0;
  const share = op === "mean" ? sizeOf(shape) / sizeOf(out.shape) : 1;
  for (kept.start(out.shape, x, out); kept.rows > 0; kept.next()) {
    if (!many) fillRow(out, identity / share);
    else if (Math.abs(kept.strideA) < Math.abs(reduced.strideA) && kept.length > 1)
      reduceColumns(accumulator, identity, share, x, out);
    else reducePlaces(accumulator, identity, share, x, out);
  }
}

function accumulatorOf(op: ReduceOp, dtype: DType): Accumulator {
  if (dtype === "int32" && op === "sum") return accumulators.intSum;
  if (dtype === "int32" && op === "prod") return accumulators.intProd;
  return accumulators[op === "mean" ? "sum" : op];
}

/** Result over nothing. The extremes of a type take the place of infinities. */
function identityOf(op: ReduceOp, dtype: DType): number {
  if (op === "sum" || op === "mean") return 0;
  if (op === "prod") return 1;
  const most = dtype === "int32" ? 0x7fffffff : dtype === "bool" ? 1 : Infinity;
  const least = dtype === "int32" ? -0x80000000 : dtype === "bool" ? 0 : -Infinity;
  return op === "max" ? least : most;
}

function fillRow(out: ReferenceView, value: number): void {
  elementsOf(out).fill(value, kept.offsetB, kept.offsetB + kept.length);
}

function reducePlaces(
  accumulator: Accumulator,
  identity: number,
  share: number,
  x: ReferenceView,
  out: ReferenceView,
): void {
  const from = elementsOf(x);
  const to = elementsOf(out);
  for (let j = 0; j < kept.length; j++) {
    const shift = kept.offsetA + j * kept.strideA - x.offset;
    let value = identity;
    for (reduced.restart(); reduced.rows > 0; reduced.next()) {
      value = accumulator.run(value, from, reduced.offsetA + shift, reduced.strideA, reduced.length);
    }
    to[kept.offsetB + j] = value / share;
  }
}

function reduceColumns(
  accumulator: Accumulator,
  identity: number,
  share: number,
  x: ReferenceView,
  out: ReferenceView,
): void {
  const from = elementsOf(x);
  const to = elementsOf(out);
  for (let done = 0; done < kept.length; done += columns.length) {
    const n = Math.min(columns.length, kept.length - done);
    const shift = kept.offsetA + done * kept.strideA - x.offset;
    for (let j = 0; j < n; j++) columns[j] = identity;
    for (reduced.restart(); reduced.rows > 0; reduced.next()) {
      for (let i = 0; i < reduced.length; i++) {
        accumulator.columns(columns, from, reduced.offsetA + i * reduced.strideA + shift, kept.strideA, n);
      }
    }
    for (let j = 0; j < n; j++) to[kept.offsetB + done + j] = columns[j]! / share;
  }
}
