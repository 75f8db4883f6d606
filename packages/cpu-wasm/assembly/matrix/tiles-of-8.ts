import { multiplyAdd } from "../multiply-add";

/*
 * Tiles of 8 columns: C[rows × 8] = A·B, or += where `accumulate` (a constant), for 6 and for 4 rows. A is packed in columns, B in
 * rows; rows of C are `stride` bytes apart. Written out, because the sums must stay in registers.
 */

@inline
function tile6(depth: i32, a: usize, b: usize, c: usize, stride: usize, accumulate: bool): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  let s40 = f32x4.splat(0);
  let s41 = f32x4.splat(0);
  let s50 = f32x4.splat(0);
  let s51 = f32x4.splat(0);
  const end = a + <usize>depth * 24;
  while (a < end) {
    const b0 = v128.load(b, 0);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a, 0);
    s00 = multiplyAdd(a0, b0, s00);
    s01 = multiplyAdd(a0, b1, s01);
    const a1 = v128.load32_splat(a, 4);
    s10 = multiplyAdd(a1, b0, s10);
    s11 = multiplyAdd(a1, b1, s11);
    const a2 = v128.load32_splat(a, 8);
    s20 = multiplyAdd(a2, b0, s20);
    s21 = multiplyAdd(a2, b1, s21);
    const a3 = v128.load32_splat(a, 12);
    s30 = multiplyAdd(a3, b0, s30);
    s31 = multiplyAdd(a3, b1, s31);
    const a4 = v128.load32_splat(a, 16);
    s40 = multiplyAdd(a4, b0, s40);
    s41 = multiplyAdd(a4, b1, s41);
    const a5 = v128.load32_splat(a, 20);
    s50 = multiplyAdd(a5, b0, s50);
    s51 = multiplyAdd(a5, b1, s51);
    a += 24;
    b += 32;
  }
  if (accumulate) {
    s00 = f32x4.add(s00, v128.load(c, 0));
    s01 = f32x4.add(s01, v128.load(c, 16));
  }
  v128.store(c, s00, 0);
  v128.store(c, s01, 16);
  c += stride;
  if (accumulate) {
    s10 = f32x4.add(s10, v128.load(c, 0));
    s11 = f32x4.add(s11, v128.load(c, 16));
  }
  v128.store(c, s10, 0);
  v128.store(c, s11, 16);
  c += stride;
  if (accumulate) {
    s20 = f32x4.add(s20, v128.load(c, 0));
    s21 = f32x4.add(s21, v128.load(c, 16));
  }
  v128.store(c, s20, 0);
  v128.store(c, s21, 16);
  c += stride;
  if (accumulate) {
    s30 = f32x4.add(s30, v128.load(c, 0));
    s31 = f32x4.add(s31, v128.load(c, 16));
  }
  v128.store(c, s30, 0);
  v128.store(c, s31, 16);
  c += stride;
  if (accumulate) {
    s40 = f32x4.add(s40, v128.load(c, 0));
    s41 = f32x4.add(s41, v128.load(c, 16));
  }
  v128.store(c, s40, 0);
  v128.store(c, s41, 16);
  c += stride;
  if (accumulate) {
    s50 = f32x4.add(s50, v128.load(c, 0));
    s51 = f32x4.add(s51, v128.load(c, 16));
  }
  v128.store(c, s50, 0);
  v128.store(c, s51, 16);
}

@inline
function tile4(depth: i32, a: usize, b: usize, c: usize, stride: usize, accumulate: bool): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  const end = a + <usize>depth * 16;
  while (a < end) {
    const b0 = v128.load(b, 0);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a, 0);
    s00 = multiplyAdd(a0, b0, s00);
    s01 = multiplyAdd(a0, b1, s01);
    const a1 = v128.load32_splat(a, 4);
    s10 = multiplyAdd(a1, b0, s10);
    s11 = multiplyAdd(a1, b1, s11);
    const a2 = v128.load32_splat(a, 8);
    s20 = multiplyAdd(a2, b0, s20);
    s21 = multiplyAdd(a2, b1, s21);
    const a3 = v128.load32_splat(a, 12);
    s30 = multiplyAdd(a3, b0, s30);
    s31 = multiplyAdd(a3, b1, s31);
    a += 16;
    b += 32;
  }
  if (accumulate) {
    s00 = f32x4.add(s00, v128.load(c, 0));
    s01 = f32x4.add(s01, v128.load(c, 16));
  }
  v128.store(c, s00, 0);
  v128.store(c, s01, 16);
  c += stride;
  if (accumulate) {
    s10 = f32x4.add(s10, v128.load(c, 0));
    s11 = f32x4.add(s11, v128.load(c, 16));
  }
  v128.store(c, s10, 0);
  v128.store(c, s11, 16);
  c += stride;
  if (accumulate) {
    s20 = f32x4.add(s20, v128.load(c, 0));
    s21 = f32x4.add(s21, v128.load(c, 16));
  }
  v128.store(c, s20, 0);
  v128.store(c, s21, 16);
  c += stride;
  if (accumulate) {
    s30 = f32x4.add(s30, v128.load(c, 0));
    s31 = f32x4.add(s31, v128.load(c, 16));
  }
  v128.store(c, s30, 0);
  v128.store(c, s31, 16);
}

/** C[6 × 8] = A·B. */
export function setTile6x8(depth: i32, a: usize, b: usize, c: usize, stride: usize): void {
  tile6(depth, a, b, c, stride, false);
}

/** C[6 × 8] += A·B. */
export function addTile6x8(depth: i32, a: usize, b: usize, c: usize, stride: usize): void {
  tile6(depth, a, b, c, stride, true);
}

/** C[4 × 8] = A·B. */
export function setTile4x8(depth: i32, a: usize, b: usize, c: usize, stride: usize): void {
  tile4(depth, a, b, c, stride, false);
}

/** C[4 × 8] += A·B. */
export function addTile4x8(depth: i32, a: usize, b: usize, c: usize, stride: usize): void {
  tile4(depth, a, b, c, stride, true);
}
