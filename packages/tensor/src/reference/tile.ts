import type { TypedArray } from "../dtype.ts";

/**
 * Four by four elements of a matrix product: o[i, j] = Σₖ a[i, k]·b[k, j], summed in float64. Sixteen sums in
 * local variables make four products of each number that is read.
 */
export function tile(
  a: TypedArray,
  fromA: number,
  ai: number,
  ak: number,
  b: TypedArray,
  fromB: number,
  bk: number,
  bj: number,
  inner: number,
  o: TypedArray,
  to: number,
  oi: number,
  oj: number,
): void {
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
  for (let k = 0; k < inner; k++, fromA += ak, fromB += bk) {
    const b0 = b[fromB]!;
    const b1 = b[fromB + bj]!;
    const b2 = b[fromB + 2 * bj]!;
    const b3 = b[fromB + 3 * bj]!;
    const a0 = a[fromA]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    const a1 = a[fromA + ai]!;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    const a2 = a[fromA + 2 * ai]!;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    const a3 = a[fromA + 3 * ai]!;
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
  }
  o[to] = s00;
  o[to + oj] = s01;
  o[to + 2 * oj] = s02;
  o[to + 3 * oj] = s03;
  to += oi;
  o[to] = s10;
  o[to + oj] = s11;
  o[to + 2 * oj] = s12;
  o[to + 3 * oj] = s13;
  to += oi;
  o[to] = s20;
  o[to + oj] = s21;
  o[to + 2 * oj] = s22;
  o[to + 3 * oj] = s23;
  to += oi;
  o[to] = s30;
  o[to + oj] = s31;
  o[to + 2 * oj] = s32;
  o[to + 3 * oj] = s33;
}

/** Four neighbouring elements of a row: o[j] = Σₖ a[k]·b[k, j]. */
export function rowOfFour(
  a: TypedArray,
  fromA: number,
  ak: number,
  b: TypedArray,
  fromB: number,
  bk: number,
  bj: number,
  inner: number,
  o: TypedArray,
  to: number,
  oj: number,
): void {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0; k < inner; k++, fromA += ak, fromB += bk) {
    const a0 = a[fromA]!;
    s0 += a0 * b[fromB]!;
    s1 += a0 * b[fromB + bj]!;
    s2 += a0 * b[fromB + 2 * bj]!;
    s3 += a0 * b[fromB + 3 * bj]!;
  }
  o[to] = s0;
  o[to + oj] = s1;
  o[to + 2 * oj] = s2;
  o[to + 3 * oj] = s3;
}

/** Σₖ a[k]·b[k]. */
export function dot(
  a: TypedArray,
  fromA: number,
  ak: number,
  b: TypedArray,
  fromB: number,
  bk: number,
  inner: number,
): number {
  let sum = 0;
  for (let k = 0; k < inner; k++, fromA += ak, fromB += bk) sum += a[fromA]! * b[fromB]!;
  return sum;
}
