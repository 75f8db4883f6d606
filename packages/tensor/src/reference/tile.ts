import type { Matrix } from "./matrix.ts";

/**
 * Computes 4×4 elements of a product in float64: o[i, j] = Σₖ a[i, k]·b[k, j], for the rows of a that start at `fromA`, the
 * columns of b at `fromB` and the part of o at `to`. With sixteen sums in local variables, each number that is read takes
 * part in four products.
 */
export function tile(
  a: Matrix,
  fromA: number,
  b: Matrix,
  fromB: number,
  o: Matrix,
  to: number,
  inner: number,
): void {
  const x = a.elements;
  const y = b.elements;
  const { rowStride, columnStride } = a;
  const { rowStride: bk, columnStride: bj } = b;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let s23 = 0;
  let s30 = 0;
  let s31 = 0;
  let s32 = 0;
  let s33 = 0;
  for (let k = 0; k < inner; k++) {
    const b0 = y[fromB]!;
    const b1 = y[fromB + bj]!;
    const b2 = y[fromB + 2 * bj]!;
    const b3 = y[fromB + 3 * bj]!;
    const a0 = x[fromA]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    const a1 = x[fromA + rowStride]!;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    const a2 = x[fromA + 2 * rowStride]!;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    const a3 = x[fromA + 3 * rowStride]!;
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
    fromA += columnStride;
    fromB += bk;
  }
  storeRow(o, to, s00, s01, s02, s03);
  storeRow(o, to + o.rowStride, s10, s11, s12, s13);
  storeRow(o, to + 2 * o.rowStride, s20, s21, s22, s23);
  storeRow(o, to + 3 * o.rowStride, s30, s31, s32, s33);
}

/** Computes 1×4 elements of a product. */
export function rowTile(
  a: Matrix,
  fromA: number,
  b: Matrix,
  fromB: number,
  o: Matrix,
  to: number,
  inner: number,
): void {
  const x = a.elements;
  const y = b.elements;
  const { columnStride } = a;
  const { rowStride: bk, columnStride: bj } = b;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0; k < inner; k++) {
    const a0 = x[fromA]!;
    s0 += a0 * y[fromB]!;
    s1 += a0 * y[fromB + bj]!;
    s2 += a0 * y[fromB + 2 * bj]!;
    s3 += a0 * y[fromB + 3 * bj]!;
    fromA += columnStride;
    fromB += bk;
  }
  storeRow(o, to, s0, s1, s2, s3);
}

/** Computes one element of a product. */
export function dot(
  a: Matrix,
  fromA: number,
  b: Matrix,
  fromB: number,
  o: Matrix,
  to: number,
  inner: number,
): void {
  let sum = 0;
  for (let k = 0; k < inner; k++) {
    sum += a.elements[fromA + k * a.columnStride]! * b.elements[fromB + k * b.rowStride]!;
  }
  o.elements[to] = sum;
}

function storeRow(o: Matrix, to: number, s0: number, s1: number, s2: number, s3: number): void {
  const { elements, columnStride } = o;
  elements[to] = s0;
  elements[to + columnStride] = s1;
  elements[to + 2 * columnStride] = s2;
  elements[to + 3 * columnStride] = s3;
}
