import { multiplyAdd } from "../multiply-add";
import { Product } from "./product";

/** Dot product of two strided lines, one element at a time. */
@inline
function dot(depth: i32, a: usize, aStride: usize, b: usize, bStride: usize): f32 {
  let sum: f32 = 0;
  for (let k = 0; k < depth; k++) {
    sum += load<f32>(a) * load<f32>(b);
    a += aStride;
    b += bStride;
  }
  return sum;
}

/** Computes four rows and eight columns of C. */
@inline
function fourRows(
  depth: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  c: usize,
  cRow: usize,
): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    const a1 = v128.load32_splat(a + aRow);
    const a2 = v128.load32_splat(a + 2 * aRow);
    const a3 = v128.load32_splat(a + 3 * aRow);
    s00 = multiplyAdd(a0, b0, s00);
    s01 = multiplyAdd(a0, b1, s01);
    s10 = multiplyAdd(a1, b0, s10);
    s11 = multiplyAdd(a1, b1, s11);
    s20 = multiplyAdd(a2, b0, s20);
    s21 = multiplyAdd(a2, b1, s21);
    s30 = multiplyAdd(a3, b0, s30);
    s31 = multiplyAdd(a3, b1, s31);
    a += aColumn;
    b += bRow;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  c += cRow;
  v128.store(c, s10);
  v128.store(c, s11, 16);
  c += cRow;
  v128.store(c, s20);
  v128.store(c, s21, 16);
  c += cRow;
  v128.store(c, s30);
  v128.store(c, s31, 16);
}

/** Computes one row and four columns of C. */
@inline
function oneRow(depth: i32, a: usize, aColumn: usize, b: usize, bRow: usize, c: usize): void {
  let sum = f32x4.splat(0);
  for (let k = 0; k < depth; k++) {
    sum = multiplyAdd(v128.load32_splat(a), v128.load(b), sum);
    a += aColumn;
    b += bRow;
  }
  v128.store(c, sum);
}

/**
 * C = A·B for matrices so small that packing would cost more than it saves. If the rows of B are not dense and there are enough columns, B is first
 * copied to scratch memory. One task.
 */
export function multiplySmall(p: Product, first: i32, last: i32, scratch: usize): void {
  const m = p.rows;
  const n = p.columns;
  const depth = p.depth;
  let a = p.a;
  let b = p.b;
  let c = p.c;
  const aRow = p.aRow;
  const aColumn = p.aColumn;
  let bRow = p.bRow;
  let bColumn = p.bColumn;
  const cRow = p.cRow;
  if (bColumn != 4 && n >= 4) {
    copyDense(depth, n, b, bRow, bColumn, scratch);
    b = scratch;
    bRow = <usize>n << 2;
    bColumn = 4;
  }
  let i = 0;
  for (; i + 4 <= m; i += 4) {
    let j = 0;
    for (; j + 8 <= n; j += 8) {
      const at = <usize>j << 2;
      fourRows(depth, a, aRow, aColumn, b + at, bRow, c + at, cRow);
    }
    for (let r = 0; r < 4; r++) restOfRow(j, n, depth, a + <usize>r * aRow, aColumn, b, bRow, bColumn, c + <usize>r * cRow);
    a += 4 * aRow;
    c += 4 * cRow;
  }
  for (; i < m; i++) {
    restOfRow(0, n, depth, a, aColumn, b, bRow, bColumn, c);
    a += aRow;
    c += cRow;
  }
}

/** Computes columns j … n−1 of one row. */
@inline
function restOfRow(
  j: i32,
  n: i32,
  depth: i32,
  a: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  c: usize,
): void {
  for (; j + 4 <= n; j += 4) oneRow(depth, a, aColumn, b + (<usize>j << 2), bRow, c + (<usize>j << 2));
  for (; j < n; j++) store<f32>(c + (<usize>j << 2), dot(depth, a, aColumn, b + <usize>j * bColumn, bRow));
}

/** Copies a matrix to dense rows. */
function copyDense(rows: i32, columns: i32, from: usize, rowStride: usize, columnStride: usize, to: usize): void {
  for (let i = 0; i < rows; i++) {
    let at = from;
    for (let j = 0; j < columns; j++) {
      store<f32>(to, load<f32>(at));
      at += columnStride;
      to += 4;
    }
    from += rowStride;
  }
}
