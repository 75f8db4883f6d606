import { FLOAT, INT } from "./element";

// Values of `op`.
export const SUM: i32 = 0;
export const PROD: i32 = 1;
export const MAX: i32 = 2;
export const MIN: i32 = 3;
/** First step of a sum: of floats to float64. */
export const SUM_TO_WIDE: i32 = 4;
/** Intermediate step of a sum or norm: of float64 to float64. */
export const SUM_OF_WIDE: i32 = 5;
/** Last step of a sum: of float64 to floats. */
export const SUM_FROM_WIDE: i32 = 6;
/** First step of a norm: sums of squares of floats to float64. */
export const SQUARES_TO_WIDE: i32 = 7;
/** Last step of a norm: roots of sums of float64 to floats. */
export const ROOT_FROM_WIDE: i32 = 8;
/** A norm in one step. */
export const NORM: i32 = 9;
/** Columns that one task of `reduceMiddle` reduces. */
export const REDUCE_BLOCK: i32 = 64;

/** Sum of a dense line, in float64. */
function sumOfLine(count: i32, at: usize): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    s0 = f64x2.add(s0, f64x2.promote_low_f32x4(a));
    s1 = f64x2.add(s1, f64x2.promote_low_f32x4(v128.shuffle<f64>(a, a, 1, 1)));
    s2 = f64x2.add(s2, f64x2.promote_low_f32x4(b));
    s3 = f64x2.add(s3, f64x2.promote_low_f32x4(v128.shuffle<f64>(b, b, 1, 1)));
    at += 32;
  }
  const s = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let sum = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
  for (; i < count; i++) {
    sum += <f64>load<f32>(at);
    at += 4;
  }
  return sum;
}

/** Sum of the squares of a line, in float64, which holds the square of every float32. */
function sumOfSquares(count: i32, at: usize, stride: usize): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let i = 0;
  if (stride == 4) {
    for (; i + 4 <= count; i += 4) {
      const x = v128.load(at);
      const low = f64x2.promote_low_f32x4(x);
      const high = f64x2.promote_low_f32x4(v128.shuffle<f64>(x, x, 1, 1));
      s0 = f64x2.add(s0, f64x2.mul(low, low));
      s1 = f64x2.add(s1, f64x2.mul(high, high));
      at += 16;
    }
  }
  const s = f64x2.add(s0, s1);
  let sum = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
  for (; i < count; i++) {
    const x = <f64>load<f32>(at);
    sum += x * x;
    at += stride;
  }
  return sum;
}

/** Larger or smaller value of each pair of lanes, NaN if either is NaN. */
@inline
function better(isMax: bool, a: v128, b: v128): v128 {
  return isMax ? f32x4.max(a, b) : f32x4.min(a, b);
}

/** Largest or smallest float of a dense line, NaN if the line has a NaN. */
@inline
function extremeOfLine(isMax: bool, count: i32, at: usize): f32 {
  let best = f32x4.splat(isMax ? -Infinity : Infinity);
  let other = best;
  let i = 0;
  for (; i + 16 <= count; i += 16) {
    best = better(isMax, best, better(isMax, v128.load(at), v128.load(at, 16)));
    other = better(isMax, other, better(isMax, v128.load(at, 32), v128.load(at, 48)));
    at += 64;
  }
  best = better(isMax, best, other);
  for (; i + 4 <= count; i += 4) {
    best = better(isMax, best, v128.load(at));
    at += 16;
  }
  const a = f32x4.extract_lane(best, 0);
  const b = f32x4.extract_lane(best, 1);
  const c = f32x4.extract_lane(best, 2);
  const d = f32x4.extract_lane(best, 3);
  let found: f32 = isMax ? max(max(a, b), max(c, d)) : min(min(a, b), min(c, d));
  for (; i < count; i++) {
    const x = load<f32>(at);
    found = isMax ? max(found, x) : min(found, x);
    at += 4;
  }
  return found;
}

/** Reduces a line of floats, which may be strided. */
@inline
function reduceFloats(op: i32, count: i32, at: usize, stride: usize, share: f64): f32 {
  if (op == SUM && stride == 4) return <f32>(sumOfLine(count, at) / share);
  if (op == MAX && stride == 4) return extremeOfLine(true, count, at);
  if (op > MAX && stride == 4) return extremeOfLine(false, count, at);
  let total: f64 = op == PROD ? 1 : 0;
  let best: f32 = op == MAX ? -Infinity : Infinity;
  for (let i = 0; i < count; i++) {
    const x = load<f32>(at);
    if (op == SUM) total += <f64>x;
    else if (op == PROD) total *= <f64>x;
    else best = op == MAX ? max(best, x) : min(best, x);
    at += stride;
  }
  return op < MAX ? <f32>(total / share) : best;
}

/** Reduces a line of ints or bools. */
@inline
function reduceInts(op: i32, isInt: bool, count: i32, at: usize, stride: usize): i32 {
  let total = op == SUM ? 0 : op == PROD ? 1 : op == MAX ? (isInt ? i32.MIN_VALUE : 0) : isInt ? i32.MAX_VALUE : 1;
  for (let i = 0; i < count; i++) {
    const x = isInt ? load<i32>(at) : <i32>load<u8>(at);
    if (op == SUM) total += x;
    else if (op == PROD) total *= x;
    else total = op == MAX ? max(total, x) : min(total, x);
    at += stride;
  }
  return total;
}

/** Parameters of `reduceMiddle`: a dense [outer, count, inner]. */
@unmanaged
class ReduceMiddle {
  x: usize;
  out: usize;
  count: i32;
  inner: i32;
  /** The reduction: see the constants above. */
  op: i32;
  /** Kind of the elements: see element.ts. */
  kind: i32;
  /** Sums of floats are divided by this before they are rounded to float32. */
  share: i32;
}

/** Reduces the middle of a dense [outer, count, inner] to [outer, inner]. Tasks: (outer, blocks of REDUCE_BLOCK columns). */
export function reduceMiddle(p: ReduceMiddle, first: i32, last: i32, scratch: usize): void {
  const count = p.count;
  const inner = p.inner;
  const op = p.op;
  const kind = p.kind;
  if (op >= SUM_TO_WIDE) {
    sumWide(p, first, last, op);
    return;
  }
  const width = kind == FLOAT || kind == INT ? 4 : 1;
  const stride = <usize>(inner * width);
  const blocks = (inner + REDUCE_BLOCK - 1) / REDUCE_BLOCK;
  for (let task = first; task < last; task++) {
    const outer = task / blocks;
    const begin = (task % blocks) * REDUCE_BLOCK;
    const end = min(begin + REDUCE_BLOCK, inner);
    const x = p.x + <usize>outer * <usize>count * stride;
    const out = p.out + <usize>(outer * inner * width);
    let j = begin;
    if (op == SUM && kind == FLOAT) {
      for (; j + 8 <= end; j += 8) {
        sumEightColumns(count, x + (<usize>j << 2), stride, out + (<usize>j << 2), <f64>p.share);
      }
    } else if (op >= MAX && kind == FLOAT) {
      for (; j + 8 <= end; j += 8) {
        const at = x + (<usize>j << 2);
        const to = out + (<usize>j << 2);
        if (op == MAX) extremaOfEightColumns(true, count, at, stride, to);
        else extremaOfEightColumns(false, count, at, stride, to);
      }
    }
    for (; j < end; j++) {
      const at = x + <usize>(j * width);
      const to = out + <usize>(j * width);
      if (kind == FLOAT) store<f32>(to, reduceFloats(op, count, at, stride, <f64>p.share));
      else if (kind == INT) store<i32>(to, reduceInts(op, true, count, at, stride));
      else store<u8>(to, <u8>reduceInts(op, false, count, at, stride));
    }
  }
}

/** Largest or smallest float of each of eight neighboring columns, NaN if the column has a NaN. */
@inline
function extremaOfEightColumns(isMax: bool, count: i32, at: usize, stride: usize, to: usize): void {
  let a = f32x4.splat(isMax ? -Infinity : Infinity);
  let b = a;
  for (let i = 0; i < count; i++) {
    const x = v128.load(at);
    const y = v128.load(at, 16);
    a = better(isMax, a, x);
    b = better(isMax, b, y);
    at += stride;
  }
  v128.store(to, a);
  v128.store(to, b, 16);
}

/** Tasks of `reduceMiddle` for sums and norms in several steps, whose results stay float64 until the last step. */
function sumWide(p: ReduceMiddle, first: i32, last: i32, op: i32): void {
  const count = p.count;
  const inner = p.inner;
  const from = p.x;
  const to = p.out;
  const ofSquares = op == SQUARES_TO_WIDE || op == NORM;
  const shift: usize = op == SUM_TO_WIDE || ofSquares ? 2 : 3;
  const blocks = (inner + REDUCE_BLOCK - 1) / REDUCE_BLOCK;
  for (let task = first; task < last; task++) {
    const outer = task / blocks;
    const begin = (task % blocks) * REDUCE_BLOCK;
    const end = min(begin + REDUCE_BLOCK, inner);
    const line = from + ((<usize>outer * <usize>count * <usize>inner) << shift);
    for (let j = begin; j < end; j++) {
      const at = line + (<usize>j << shift);
      let sum: f64 = 0;
      if (op == SUM_TO_WIDE && inner == 1) sum = sumOfLine(count, at);
      else if (ofSquares) sum = sumOfSquares(count, at, (<usize>inner) << 2);
      else {
        for (let i = 0; i < count; i++) {
          const position = at + ((<usize>i * <usize>inner) << shift);
          sum += op == SUM_TO_WIDE ? <f64>load<f32>(position) : load<f64>(position);
        }
      }
      const position = outer * inner + j;
      if (op == SUM_FROM_WIDE) store<f32>(to + (<usize>position << 2), <f32>(sum / <f64>p.share));
      else if (op >= ROOT_FROM_WIDE) store<f32>(to + (<usize>position << 2), <f32>sqrt(sum));
      else store<f64>(to + (<usize>position << 3), sum);
    }
  }
}

/** Sums of eight neighboring columns, in float64, divided by `share`. */
function sumEightColumns(count: i32, at: usize, stride: usize, to: usize, share: f64): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  for (let i = 0; i < count; i++) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    s0 = f64x2.add(s0, f64x2.promote_low_f32x4(a));
    s1 = f64x2.add(s1, f64x2.promote_low_f32x4(v128.shuffle<f64>(a, a, 1, 1)));
    s2 = f64x2.add(s2, f64x2.promote_low_f32x4(b));
    s3 = f64x2.add(s3, f64x2.promote_low_f32x4(v128.shuffle<f64>(b, b, 1, 1)));
    at += stride;
  }
  const divisor = f64x2.splat(share);
  v128.store(to, demoted(f64x2.div(s0, divisor), f64x2.div(s1, divisor)));
  v128.store(to, demoted(f64x2.div(s2, divisor), f64x2.div(s3, divisor)), 16);
}

/** Two pairs of float64s as four floats. */
@inline
function demoted(a: v128, b: v128): v128 {
  return v128.shuffle<f64>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 2);
}
