import { multiplyAdd } from "../multiply-add";

/*
 * Tiles of 16 columns: C[rows × 16] = A·B, or += where `accumulate` (a constant), for 6 and for 4 rows. A is packed in columns, B in
 * rows; rows of C are `stride` bytes apart. Written out, because the sums must stay in registers.
 * V8 joins neighboring stores, and what leads to them, into 256-bit instructions only where nothing is read between
 * them and no branch meets another before them.
 */

@inline
function tile6(depth: i32, a: usize, b: usize, c: usize, stride: usize, accumulate: bool): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s02 = f32x4.splat(0);
  let s03 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s12 = f32x4.splat(0);
  let s13 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s22 = f32x4.splat(0);
  let s23 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  let s32 = f32x4.splat(0);
  let s33 = f32x4.splat(0);
  let s40 = f32x4.splat(0);
  let s41 = f32x4.splat(0);
  let s42 = f32x4.splat(0);
  let s43 = f32x4.splat(0);
  let s50 = f32x4.splat(0);
  let s51 = f32x4.splat(0);
  let s52 = f32x4.splat(0);
  let s53 = f32x4.splat(0);
  const end = a + <usize>depth * 24;
  while (a < end) {
    const b0 = v128.load(b, 0);
    const b1 = v128.load(b, 16);
    const b2 = v128.load(b, 32);
    const b3 = v128.load(b, 48);
    const a0 = v128.load32_splat(a, 0);
    s00 = multiplyAdd(a0, b0, s00);
    s01 = multiplyAdd(a0, b1, s01);
    s02 = multiplyAdd(a0, b2, s02);
    s03 = multiplyAdd(a0, b3, s03);
    const a1 = v128.load32_splat(a, 4);
    s10 = multiplyAdd(a1, b0, s10);
    s11 = multiplyAdd(a1, b1, s11);
    s12 = multiplyAdd(a1, b2, s12);
    s13 = multiplyAdd(a1, b3, s13);
    const a2 = v128.load32_splat(a, 8);
    s20 = multiplyAdd(a2, b0, s20);
    s21 = multiplyAdd(a2, b1, s21);
    s22 = multiplyAdd(a2, b2, s22);
    s23 = multiplyAdd(a2, b3, s23);
    const a3 = v128.load32_splat(a, 12);
    s30 = multiplyAdd(a3, b0, s30);
    s31 = multiplyAdd(a3, b1, s31);
    s32 = multiplyAdd(a3, b2, s32);
    s33 = multiplyAdd(a3, b3, s33);
    const a4 = v128.load32_splat(a, 16);
    s40 = multiplyAdd(a4, b0, s40);
    s41 = multiplyAdd(a4, b1, s41);
    s42 = multiplyAdd(a4, b2, s42);
    s43 = multiplyAdd(a4, b3, s43);
    const a5 = v128.load32_splat(a, 20);
    s50 = multiplyAdd(a5, b0, s50);
    s51 = multiplyAdd(a5, b1, s51);
    s52 = multiplyAdd(a5, b2, s52);
    s53 = multiplyAdd(a5, b3, s53);
    a += 24;
    b += 64;
  }
  if (accumulate) {
    s00 = f32x4.add(s00, v128.load(c, 0));
    s01 = f32x4.add(s01, v128.load(c, 16));
    s02 = f32x4.add(s02, v128.load(c, 32));
    s03 = f32x4.add(s03, v128.load(c, 48));
  }
  v128.store(c, s00, 0);
  v128.store(c, s01, 16);
  v128.store(c, s02, 32);
  v128.store(c, s03, 48);
  c += stride;
  if (accumulate) {
    s10 = f32x4.add(s10, v128.load(c, 0));
    s11 = f32x4.add(s11, v128.load(c, 16));
    s12 = f32x4.add(s12, v128.load(c, 32));
    s13 = f32x4.add(s13, v128.load(c, 48));
  }
  v128.store(c, s10, 0);
  v128.store(c, s11, 16);
  v128.store(c, s12, 32);
  v128.store(c, s13, 48);
  c += stride;
  if (accumulate) {
    s20 = f32x4.add(s20, v128.load(c, 0));
    s21 = f32x4.add(s21, v128.load(c, 16));
    s22 = f32x4.add(s22, v128.load(c, 32));
    s23 = f32x4.add(s23, v128.load(c, 48));
  }
  v128.store(c, s20, 0);
  v128.store(c, s21, 16);
  v128.store(c, s22, 32);
  v128.store(c, s23, 48);
  c += stride;
  if (accumulate) {
    s30 = f32x4.add(s30, v128.load(c, 0));
    s31 = f32x4.add(s31, v128.load(c, 16));
    s32 = f32x4.add(s32, v128.load(c, 32));
    s33 = f32x4.add(s33, v128.load(c, 48));
  }
  v128.store(c, s30, 0);
  v128.store(c, s31, 16);
  v128.store(c, s32, 32);
  v128.store(c, s33, 48);
  c += stride;
  if (accumulate) {
    s40 = f32x4.add(s40, v128.load(c, 0));
    s41 = f32x4.add(s41, v128.load(c, 16));
    s42 = f32x4.add(s42, v128.load(c, 32));
    s43 = f32x4.add(s43, v128.load(c, 48));
  }
  v128.store(c, s40, 0);
  v128.store(c, s41, 16);
  v128.store(c, s42, 32);
  v128.store(c, s43, 48);
  c += stride;
  if (accumulate) {
    s50 = f32x4.add(s50, v128.load(c, 0));
    s51 = f32x4.add(s51, v128.load(c, 16));
    s52 = f32x4.add(s52, v128.load(c, 32));
    s53 = f32x4.add(s53, v128.load(c, 48));
  }
  v128.store(c, s50, 0);
  v128.store(c, s51, 16);
  v128.store(c, s52, 32);
  v128.store(c, s53, 48);
}

@inline
function tile4(depth: i32, a: usize, b: usize, c: usize, stride: usize, accumulate: bool): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s02 = f32x4.splat(0);
  let s03 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s12 = f32x4.splat(0);
  let s13 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s22 = f32x4.splat(0);
  let s23 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  let s32 = f32x4.splat(0);
  let s33 = f32x4.splat(0);
  const end = a + <usize>depth * 16;
  while (a < end) {
    const b0 = v128.load(b, 0);
    const b1 = v128.load(b, 16);
    const b2 = v128.load(b, 32);
    const b3 = v128.load(b, 48);
    const a0 = v128.load32_splat(a, 0);
    s00 = multiplyAdd(a0, b0, s00);
    s01 = multiplyAdd(a0, b1, s01);
    s02 = multiplyAdd(a0, b2, s02);
    s03 = multiplyAdd(a0, b3, s03);
    const a1 = v128.load32_splat(a, 4);
    s10 = multiplyAdd(a1, b0, s10);
    s11 = multiplyAdd(a1, b1, s11);
    s12 = multiplyAdd(a1, b2, s12);
    s13 = multiplyAdd(a1, b3, s13);
    const a2 = v128.load32_splat(a, 8);
    s20 = multiplyAdd(a2, b0, s20);
    s21 = multiplyAdd(a2, b1, s21);
    s22 = multiplyAdd(a2, b2, s22);
    s23 = multiplyAdd(a2, b3, s23);
    const a3 = v128.load32_splat(a, 12);
    s30 = multiplyAdd(a3, b0, s30);
    s31 = multiplyAdd(a3, b1, s31);
    s32 = multiplyAdd(a3, b2, s32);
    s33 = multiplyAdd(a3, b3, s33);
    a += 16;
    b += 64;
  }
  if (accumulate) {
    s00 = f32x4.add(s00, v128.load(c, 0));
    s01 = f32x4.add(s01, v128.load(c, 16));
    s02 = f32x4.add(s02, v128.load(c, 32));
    s03 = f32x4.add(s03, v128.load(c, 48));
  }
  v128.store(c, s00, 0);
  v128.store(c, s01, 16);
  v128.store(c, s02, 32);
  v128.store(c, s03, 48);
  c += stride;
  if (accumulate) {
    s10 = f32x4.add(s10, v128.load(c, 0));
    s11 = f32x4.add(s11, v128.load(c, 16));
    s12 = f32x4.add(s12, v128.load(c, 32));
    s13 = f32x4.add(s13, v128.load(c, 48));
  }
  v128.store(c, s10, 0);
  v128.store(c, s11, 16);
  v128.store(c, s12, 32);
  v128.store(c, s13, 48);
  c += stride;
  if (accumulate) {
    s20 = f32x4.add(s20, v128.load(c, 0));
    s21 = f32x4.add(s21, v128.load(c, 16));
    s22 = f32x4.add(s22, v128.load(c, 32));
    s23 = f32x4.add(s23, v128.load(c, 48));
  }
  v128.store(c, s20, 0);
  v128.store(c, s21, 16);
  v128.store(c, s22, 32);
  v128.store(c, s23, 48);
  c += stride;
  if (accumulate) {
    s30 = f32x4.add(s30, v128.load(c, 0));
    s31 = f32x4.add(s31, v128.load(c, 16));
    s32 = f32x4.add(s32, v128.load(c, 32));
    s33 = f32x4.add(s33, v128.load(c, 48));
  }
  v128.store(c, s30, 0);
  v128.store(c, s31, 16);
  v128.store(c, s32, 32);
  v128.store(c, s33, 48);
}

/** C[6 × 16] = A·B. */
export function setTile6x16(depth: i32, a: usize, b: usize, c: usize, stride: usize): void {
  tile6(depth, a, b, c, stride, false);
}

/** C[6 × 16] += A·B. */
export function addTile6x16(depth: i32, a: usize, b: usize, c: usize, stride: usize): void {
  tile6(depth, a, b, c, stride, true);
}

/** C[4 × 16] = A·B. */
export function setTile4x16(depth: i32, a: usize, b: usize, c: usize, stride: usize): void {
  tile4(depth, a, b, c, stride, false);
}

/** C[4 × 16] += A·B. */
export function addTile4x16(depth: i32, a: usize, b: usize, c: usize, stride: usize): void {
  tile4(depth, a, b, c, stride, true);
}
