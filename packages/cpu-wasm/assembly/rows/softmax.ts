import { CONSTANT_BYTES, expOfNegative, writeConstants } from "./exponential";

/** `Math.log` of the host, called once per row. */
@external("env", "log")
declare function log(x: f64): f64;

@inline
function largestLane(x: v128): f32 {
  const a = max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1));
  return max(a, max(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)));
}

/** Loads fewer than four elements. The other lanes repeat the first element. */
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

/** Largest element of a dense line. NaN may be ignored, because its exponential is NaN as well. */
function largest(x: usize, count: i32): f32 {
  let m0 = f32x4.splat(-Infinity);
  let m1 = m0;
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    m0 = f32x4.pmax(m0, v128.load(x));
    m1 = f32x4.pmax(m1, v128.load(x, 16));
    x += 32;
  }
  for (; i < count; i += 4) {
    m0 = f32x4.pmax(m0, count - i < 4 ? loadPart(x, count - i) : v128.load(x));
    x += 16;
  }
  return largestLane(f32x4.pmax(m0, m1));
}

/** Elements that are summed in float32 before they are added to the total in float64. */
const SUM_BLOCK: i32 = 256;

/** Writes e^(x + shift) of a dense line and returns their sum. */
function powers(x: usize, count: i32, shift: f32, to: usize, constants: usize): f64 {
  let total: f64 = 0;
  for (let i = 0; i < count; i += SUM_BLOCK) {
    const at = <usize>i << 2;
    total += powersOfBlock(x + at, min(SUM_BLOCK, count - i), shift, to + at, constants);
  }
  return total;
}

function powersOfBlock(x: usize, count: i32, shift: f32, to: usize, constants: usize): f64 {
  const least = v128.load(constants);
  const log2e = v128.load(constants, 16);
  const rounder = v128.load(constants, 32);
  const high = v128.load(constants, 48);
  const low = v128.load(constants, 64);
  const c4 = v128.load(constants, 80);
  const c3 = v128.load(constants, 96);
  const c2 = v128.load(constants, 112);
  const c1 = v128.load(constants, 128);
  const c0 = v128.load(constants, 144);
  const one = v128.load(constants, 160);
  const shifts = f32x4.splat(shift);
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    const x0 = f32x4.add(v128.load(x), shifts);
    const x1 = f32x4.add(v128.load(x, 16), shifts);
    const e0 = expOfNegative(x0, least, log2e, rounder, high, low, c4, c3, c2, c1, c0, one);
    const e1 = expOfNegative(x1, least, log2e, rounder, high, low, c4, c3, c2, c1, c0, one);
    s0 = f32x4.add(s0, e0);
    s1 = f32x4.add(s1, e1);
    v128.store(to, e0);
    v128.store(to, e1, 16);
    x += 32;
    to += 32;
  }
  let total: f64 = 0;
  for (; i < count; i += 4) {
    const part = count - i;
    const y = f32x4.add(part < 4 ? loadPart(x, part) : v128.load(x), shifts);
    const e = expOfNegative(y, least, log2e, rounder, high, low, c4, c3, c2, c1, c0, one);
    if (part >= 4) {
      v128.store(to, e);
      s0 = f32x4.add(s0, e);
    } else {
      storePart(e, to, part);
      total += <f64>f32x4.extract_lane(e, 0);
      if (part > 1) total += <f64>f32x4.extract_lane(e, 1);
      if (part > 2) total += <f64>f32x4.extract_lane(e, 2);
    }
    x += 16;
    to += 16;
  }
  const s = f32x4.add(s0, s1);
  const halves = f64x2.add(f64x2.promote_low_f32x4(s), f64x2.promote_low_f32x4(v128.shuffle<f64>(s, s, 1, 1)));
  return total + f64x2.extract_lane(halves, 0) + f64x2.extract_lane(halves, 1);
}

/** Multiplies a dense line by a number. */
function scale(x: usize, count: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    const y0 = f32x4.mul(v128.load(x), factors);
    const y1 = f32x4.mul(v128.load(x, 16), factors);
    v128.store(x, y0);
    v128.store(x, y1, 16);
    x += 32;
  }
  for (; i < count; i++) {
    store<f32>(x, load<f32>(x) * factor);
    x += 4;
  }
}

/** Parameters of `softmaxRows`. */
@unmanaged
class SoftmaxRows {
  x: usize;
  out: usize;
  /** Elements of a row. */
  count: i32;
  /** True for the logarithm of softmax. */
  isLog: bool;
}

/** Softmax of dense rows, or its logarithm. Tasks: rows. */
export function softmaxRows(p: SoftmaxRows, first: i32, last: i32, scratch: usize): void {
  const count = p.count;
  const isLog = p.isLog;
  writeConstants(scratch);
  for (let row = first; row < last; row++) {
    const x = p.x + (<usize>row * <usize>count << 2);
    const out = p.out + (<usize>row * <usize>count << 2);
    const most = largest(x, count);
    const sum = powers(x, count, -most, out, scratch);
    if (!isLog) scale(out, count, <f32>(1 / sum));
    else subtractTwice(x, count, most, <f32>log(sum), out);
  }
}

/** to = (x − a) − b of a dense line. */
function subtractTwice(x: usize, count: i32, a: f32, b: f32, to: usize): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    v128.store(to, f32x4.sub(f32x4.sub(v128.load(x), f32x4.splat(a)), f32x4.splat(b)));
    x += 16;
    to += 16;
  }
  for (; i < count; i++) {
    store<f32>(to, load<f32>(x) - a - b);
    x += 4;
    to += 4;
  }
}

/** Parameters of `softmaxGradientRows`. */
@unmanaged
class SoftmaxGradientRows {
  y: usize;
  dy: usize;
  dx: usize;
  /** Elements of a row. */
  count: i32;
  /** True if y is the logarithm of softmax. */
  isLog: bool;
}

/** dx = y·(dy − Σ y·dy) for softmax, dy − e^y·Σ dy for its logarithm, of dense rows. Tasks: rows. */
export function softmaxGradientRows(p: SoftmaxGradientRows, first: i32, last: i32, scratch: usize): void {
  const count = p.count;
  const isLog = p.isLog;
  writeConstants(scratch);
  for (let row = first; row < last; row++) {
    const offset = <usize>row * <usize>count << 2;
    const y = p.y + offset;
    const dy = p.dy + offset;
    const dx = p.dx + offset;
    let total: f64 = 0;
    for (let i: usize = 0; i < <usize>count << 2; i += 4) {
      total += isLog ? <f64>load<f32>(dy + i) : <f64>(load<f32>(y + i) * load<f32>(dy + i));
    }
    const sum = <f32>total;
    if (isLog) powers(y, count, 0, dx, scratch);
    combine(isLog, y, dy, dx, count, sum);
  }
}

/** dx = dy − dx·sum, or y·(dy − sum). */
@inline
function combine(isLog: bool, y: usize, dy: usize, dx: usize, count: i32, sum: f32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const slope = v128.load(dy);
    const result = isLog
      ? f32x4.sub(slope, f32x4.mul(v128.load(dx), f32x4.splat(sum)))
      : f32x4.mul(v128.load(y), f32x4.sub(slope, f32x4.splat(sum)));
    v128.store(dx, result);
    y += 16;
    dy += 16;
    dx += 16;
  }
  for (; i < count; i++) {
    const slope = load<f32>(dy);
    store<f32>(dx, isLog ? slope - load<f32>(dx) * sum : load<f32>(y) * (slope - sum));
    y += 4;
    dy += 4;
    dx += 4;
  }
}

/** Parameters of `crossEntropyRows`. */
@unmanaged
class CrossEntropyRows {
  logits: usize;
  /** Class of each row. */
  classes: usize;
  losses: usize;
  /** Classes of a row. */
  count: i32;
  /** Address of a word that becomes 1 if a class does not exist. */
  status: usize;
}

/** log Σ e^x − x at the class, of dense rows. Tasks: rows. */
export function crossEntropyRows(p: CrossEntropyRows, first: i32, last: i32, scratch: usize): void {
  const count = p.count;
  writeConstants(scratch);
  for (let row = first; row < last; row++) {
    const x = p.logits + (<usize>row * <usize>count << 2);
    const target = load<i32>(p.classes + (<usize>row << 2));
    if (<u32>target >= <u32>count) {
      store<i32>(p.status, 1);
      continue;
    }
    const most = largest(x, count);
    const sum = sumOfPowers(x, count, most, scratch);
    const distance = most - load<f32>(x + (<usize>target << 2));
    store<f32>(p.losses + (<usize>row << 2), <f32>log(sum) + distance);
  }
}

/** Σ e^(x − most), block by block in scratch memory. */
function sumOfPowers(x: usize, count: i32, most: f32, scratch: usize): f64 {
  const block = 4096;
  let sum: f64 = 0;
  for (let i = 0; i < count; i += block)
    sum += powers(x + (<usize>i << 2), min(block, count - i), -most, scratch + CONSTANT_BYTES, scratch);
  return sum;
}

/** Parameters of `crossEntropyGradientRows`. */
@unmanaged
class CrossEntropyGradientRows {
  logits: usize;
  /** Class of each row. */
  classes: usize;
  dy: usize;
  dlogits: usize;
  /** Classes of a row. */
  count: i32;
}

/** (softmax − (1 at the class))·dy of dense rows. Tasks: rows. */
export function crossEntropyGradientRows(p: CrossEntropyGradientRows, first: i32, last: i32, scratch: usize): void {
  const count = p.count;
  writeConstants(scratch);
  for (let row = first; row < last; row++) {
    const offset = <usize>row * <usize>count << 2;
    const x = p.logits + offset;
    const to = p.dlogits + offset;
    const slope = load<f32>(p.dy + (<usize>row << 2));
    const target = load<i32>(p.classes + (<usize>row << 2));
    const sum = powers(x, count, -largest(x, count), to, scratch);
    scale(to, count, <f32>(<f64>slope / sum));
    const at = to + (<usize>target << 2);
    store<f32>(at, load<f32>(at) - slope);
  }
}
