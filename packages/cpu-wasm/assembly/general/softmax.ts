import { expOfNegative } from "./exponential";

/** `Math.log` of the host: once a row. */
@external("env", "log")
declare function log(x: f64): f64;

/** What a task writes. */
const LOG: i32 = 1;

@inline
function largestLane(x: v128): f32 {
  const a = max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1));
  return max(a, max(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)));
}

/** A vector of which only the first lanes are elements: the others repeat the first. */
@inline
function loadPart(at: usize, count: i32): v128 {
  let x = v128.load32_splat(at);
  if (count > 1) x = f32x4.replace_lane(x, 1, load<f32>(at, 4));
  if (count > 2) x = f32x4.replace_lane(x, 2, load<f32>(at, 8));
  return x;
}

@inline
function storePart(x: v128, at: usize, count: i32): void {
  store<f32>(at, f32x4.extract_lane(x, 0));
  if (count > 1) store<f32>(at, f32x4.extract_lane(x, 1), 4);
  if (count > 2) store<f32>(at, f32x4.extract_lane(x, 2), 8);
}

/**
 * softmax, or its logarithm, of dense rows. Tasks: rows. Parameters: addresses of x and of the result, elements of a row, whether
 * the logarithm.
 */
export function softmaxRows(params: usize, first: i32, last: i32, scratch: usize): void {
  const count = load<i32>(params, 8);
  const isLog = load<i32>(params, 12) == LOG;
  for (let row = first; row < last; row++) {
    const x = <usize>load<u32>(params) + (<usize>row * <usize>count << 2);
    const out = <usize>load<u32>(params, 4) + (<usize>row * <usize>count << 2);
    const end = x + (<usize>(count & ~3) << 2);
    const rest = count & 3;
    let most = f32x4.splat(-Infinity);
    for (let at = x; at < end; at += 16) most = f32x4.max(most, v128.load(at));
    if (rest) most = f32x4.max(most, loadPart(end, rest));
    const largest = f32x4.splat(largestLane(most));
    const shift = out - x;
    let sum = f64x2.splat(0);
    for (let at = x; at < end; at += 16) {
      const e = expOfNegative(f32x4.sub(v128.load(at), largest));
      if (!isLog) v128.store(at + shift, e);
      sum = f64x2.add(sum, f64x2.promote_low_f32x4(e));
      sum = f64x2.add(sum, f64x2.promote_low_f32x4(v128.shuffle<f64>(e, e, 1, 1)));
    }
    let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
    if (rest) {
      const e = expOfNegative(f32x4.sub(loadPart(end, rest), largest));
      if (!isLog) storePart(e, end + shift, rest);
      total += <f64>f32x4.extract_lane(e, 0);
      if (rest > 1) total += <f64>f32x4.extract_lane(e, 1);
      if (rest > 2) total += <f64>f32x4.extract_lane(e, 2);
    }
    if (isLog) {
      const logarithm = f32x4.splat(<f32>log(total));
      for (let at = x; at < end; at += 16)
        v128.store(at + shift, f32x4.sub(f32x4.sub(v128.load(at), largest), logarithm));
      if (rest)
        storePart(f32x4.sub(f32x4.sub(loadPart(end, rest), largest), logarithm), end + shift, rest);
    } else {
      const factor = f32x4.splat(<f32>(1 / total));
      for (let at = out; at < out + (end - x); at += 16) v128.store(at, f32x4.mul(v128.load(at), factor));
      if (rest) storePart(f32x4.mul(loadPart(end + shift, rest), factor), end + shift, rest);
    }
  }
}

/**
 * Gradients of rows: of softmax y·(dy − Σ y·dy), of its logarithm dy − e^y·Σ dy. Tasks: rows. Parameters: addresses of y, dy
 * and dx, elements of a row, whether the logarithm.
 */
export function softmaxGradientRows(params: usize, first: i32, last: i32, scratch: usize): void {
  const count = load<i32>(params, 12);
  const isLog = load<i32>(params, 16) == LOG;
  for (let row = first; row < last; row++) {
    const offset = <usize>row * <usize>count << 2;
    const y = <usize>load<u32>(params) + offset;
    const dy = <usize>load<u32>(params, 4) + offset;
    const dx = <usize>load<u32>(params, 8) + offset;
    let total: f64 = 0;
    for (let i: usize = 0; i < <usize>count << 2; i += 4) {
      total += isLog ? <f64>load<f32>(dy + i) : <f64>(load<f32>(y + i) * load<f32>(dy + i));
    }
    const sum = f32x4.splat(<f32>total);
    for (let i = 0; i < count; i += 4) {
      const at = <usize>i << 2;
      const part = count - i;
      const values = part < 4 ? loadPart(y + at, part) : v128.load(y + at);
      const gradients = part < 4 ? loadPart(dy + at, part) : v128.load(dy + at);
      const result = isLog
        ? f32x4.sub(gradients, f32x4.mul(expOfNegative(values), sum))
        : f32x4.mul(values, f32x4.sub(gradients, sum));
      if (part < 4) storePart(result, dx + at, part);
      else v128.store(dx + at, result);
    }
  }
}
