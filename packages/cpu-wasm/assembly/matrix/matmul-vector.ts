import { multiplyAdd } from "../multiply-add";
import { Product } from "./product";

/** Columns of a task of `multiplyRow`. */
export const ROW_BLOCK: i32 = 512;
/** Columns of a task of `multiplyDots`. */
export const DOT_BLOCK: i32 = 64;

/**
 * c[N] = a[K]·B[K, N] for dense rows of B: adds up four rows at a time. Tasks: blocks of ROW_BLOCK columns.
 */
export function multiplyRow(p: Product, first: i32, last: i32, scratch: usize): void {
  const n = p.columns;
  const depth = p.depth;
  const aColumn = p.aColumn;
  const bRow = p.bRow;
  for (let task = first; task < last; task++) {
    const offset = <usize>(task * ROW_BLOCK) << 2;
    const c = p.c + offset;
    const columns = min(ROW_BLOCK, n - task * ROW_BLOCK);
    let a = p.a;
    let b = p.b + offset;
    memory.fill(c, 0, <usize>columns << 2);
    let k = 0;
    for (; k + 4 <= depth; k += 4) {
      addFourRows(
        columns,
        load<f32>(a),
        load<f32>(a + aColumn),
        load<f32>(a + 2 * aColumn),
        load<f32>(a + 3 * aColumn),
        b,
        bRow,
        c,
      );
      a += 4 * aColumn;
      b += 4 * bRow;
    }
    for (; k < depth; k++) {
      addRow(columns, load<f32>(a), b, c);
      a += aColumn;
      b += bRow;
    }
  }
}

@inline
function addFourRows(columns: i32, x0: f32, x1: f32, x2: f32, x3: f32, b: usize, bRow: usize, c: usize): void {
  const a0 = f32x4.splat(x0);
  const a1 = f32x4.splat(x1);
  const a2 = f32x4.splat(x2);
  const a3 = f32x4.splat(x3);
  let j = 0;
  for (; j + 8 <= columns; j += 8) {
    const b1 = b + bRow;
    const b2 = b1 + bRow;
    const b3 = b2 + bRow;
    let s = multiplyAdd(a0, v128.load(b), v128.load(c));
    let t = multiplyAdd(a0, v128.load(b, 16), v128.load(c, 16));
    s = multiplyAdd(a1, v128.load(b1), s);
    t = multiplyAdd(a1, v128.load(b1, 16), t);
    s = multiplyAdd(a2, v128.load(b2), s);
    t = multiplyAdd(a2, v128.load(b2, 16), t);
    s = multiplyAdd(a3, v128.load(b3), s);
    t = multiplyAdd(a3, v128.load(b3, 16), t);
    v128.store(c, s);
    v128.store(c, t, 16);
    b += 32;
    c += 32;
  }
  for (; j < columns; j++) {
    const sum = load<f32>(c) + x0 * load<f32>(b) + x1 * load<f32>(b + bRow);
    store<f32>(c, sum + x2 * load<f32>(b + 2 * bRow) + x3 * load<f32>(b + 3 * bRow));
    b += 4;
    c += 4;
  }
}

@inline
function addRow(columns: i32, x: f32, b: usize, c: usize): void {
  let j = 0;
  for (; j + 4 <= columns; j += 4) {
    v128.store(c, multiplyAdd(f32x4.splat(x), v128.load(b), v128.load(c)));
    b += 16;
    c += 16;
  }
  for (; j < columns; j++) {
    store<f32>(c, load<f32>(c) + x * load<f32>(b));
    b += 4;
    c += 4;
  }
}

/**
 * c[N] = a[K]·B[K, N] for dense a and dense columns of B: a dot product per column. Tasks: blocks of DOT_BLOCK columns.
 */
export function multiplyDots(p: Product, first: i32, last: i32, scratch: usize): void {
  const depth = p.depth;
  const bColumn = p.bColumn;
  for (let j = first * DOT_BLOCK; j < min(last * DOT_BLOCK, p.columns); j++) {
    const b = p.b + <usize>j * bColumn;
    store<f32>(p.c + (<usize>j << 2), denseDot(depth, p.a, b));
  }
}

function denseDot(depth: i32, a: usize, b: usize): f32 {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  let k = 0;
  for (; k + 16 <= depth; k += 16) {
    s0 = multiplyAdd(v128.load(a), v128.load(b), s0);
    s1 = multiplyAdd(v128.load(a, 16), v128.load(b, 16), s1);
    s2 = multiplyAdd(v128.load(a, 32), v128.load(b, 32), s2);
    s3 = multiplyAdd(v128.load(a, 48), v128.load(b, 48), s3);
    a += 64;
    b += 64;
  }
  for (; k + 4 <= depth; k += 4) {
    s0 = multiplyAdd(v128.load(a), v128.load(b), s0);
    a += 16;
    b += 16;
  }
  const s = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  let sum = f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1) + (f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3));
  for (; k < depth; k++) {
    sum += load<f32>(a) * load<f32>(b);
    a += 4;
    b += 4;
  }
  return sum;
}
