import { multiplyAdd } from "../multiply-add";

/*
 * Convolution of planes of at least 2 × 8 with kernels of 3 × 3 and a padding of 1, the usual depthwise convolution. Planes are not
 * copied to pad them: a line of zeros stands for the rows outside, and zeros are shifted in at the first and last columns. Two rows and four columns are
 * computed at a time. The last ones may be computed twice, with the same result.
 */

const FIRST: i32 = 0;
const MIDDLE: i32 = 1;
const LAST: i32 = 2;

/** Left neighbors of four elements. */
@inline
function leftOf(at: usize, column: i32): v128 {
  if (column == FIRST) return v128.shuffle<f32>(f32x4.splat(0), v128.load(at), 3, 4, 5, 6);
  return v128.load(at - 4);
}

/** Right neighbors of four elements. */
@inline
function rightOf(at: usize, column: i32): v128 {
  if (column == LAST) return v128.shuffle<f32>(v128.load(at), f32x4.splat(0), 1, 2, 3, 4);
  return v128.load(at, 4);
}

/** Address of row `row` of a plane, or of the zeros if it is outside. */
@inline
function rowAt(plane: usize, row: i32, height: i32, lineBytes: usize, zeros: usize): usize {
  return row < 0 || row >= height ? zeros : plane + <usize>row * lineBytes;
}

/** y = start + image ∗ weights, for nine weights. `zeros` is a line of zeros. */
export function convolvePlane3x3(
  image: usize,
  weights: usize,
  height: i32,
  width: i32,
  start: f32,
  zeros: usize,
  y: usize,
): void {
  const w0 = v128.load32_splat(weights);
  const w1 = v128.load32_splat(weights, 4);
  const w2 = v128.load32_splat(weights, 8);
  const w3 = v128.load32_splat(weights, 12);
  const w4 = v128.load32_splat(weights, 16);
  const w5 = v128.load32_splat(weights, 20);
  const w6 = v128.load32_splat(weights, 24);
  const w7 = v128.load32_splat(weights, 28);
  const w8 = v128.load32_splat(weights, 32);
  const bias = f32x4.splat(start);
  const lineBytes = <usize>width << 2;
  const last = lineBytes - 16;
  for (let row = 0; row < height; row += 2) {
    const top = min(row, height - 2);
    const a = rowAt(image, top - 1, height, lineBytes, zeros);
    const b = image + <usize>top * lineBytes;
    const c = b + lineBytes;
    const d = rowAt(image, top + 2, height, lineBytes, zeros);
    const to = y + <usize>top * lineBytes;
    convolve3x3(FIRST, 0, a, b, c, d, w0, w1, w2, w3, w4, w5, w6, w7, w8, bias, to, lineBytes);
    for (let at: usize = 16; at < last; at += 16) {
      convolve3x3(MIDDLE, at, a, b, c, d, w0, w1, w2, w3, w4, w5, w6, w7, w8, bias, to, lineBytes);
    }
    convolve3x3(LAST, last, a, b, c, d, w0, w1, w2, w3, w4, w5, w6, w7, w8, bias, to, lineBytes);
  }
}

/** Two rows of four results. Each is split into two sums, because additions to a single sum would wait for each other. */
@inline
function convolve3x3(
  column: i32,
  at: usize,
  a: usize,
  b: usize,
  c: usize,
  d: usize,
  w0: v128,
  w1: v128,
  w2: v128,
  w3: v128,
  w4: v128,
  w5: v128,
  w6: v128,
  w7: v128,
  w8: v128,
  bias: v128,
  to: usize,
  lineBytes: usize,
): void {
  let x = leftOf(a + at, column);
  let s0 = multiplyAdd(w0, x, bias);
  x = v128.load(a + at);
  let s1 = f32x4.mul(w1, x);
  x = rightOf(a + at, column);
  s0 = multiplyAdd(w2, x, s0);
  x = leftOf(b + at, column);
  s1 = multiplyAdd(w3, x, s1);
  let t0 = multiplyAdd(w0, x, bias);
  x = v128.load(b + at);
  s0 = multiplyAdd(w4, x, s0);
  let t1 = f32x4.mul(w1, x);
  x = rightOf(b + at, column);
  s1 = multiplyAdd(w5, x, s1);
  t0 = multiplyAdd(w2, x, t0);
  x = leftOf(c + at, column);
  s0 = multiplyAdd(w6, x, s0);
  t1 = multiplyAdd(w3, x, t1);
  x = v128.load(c + at);
  s1 = multiplyAdd(w7, x, s1);
  t0 = multiplyAdd(w4, x, t0);
  x = rightOf(c + at, column);
  s0 = multiplyAdd(w8, x, s0);
  t1 = multiplyAdd(w5, x, t1);
  x = leftOf(d + at, column);
  t0 = multiplyAdd(w6, x, t0);
  x = v128.load(d + at);
  t1 = multiplyAdd(w7, x, t1);
  x = rightOf(d + at, column);
  t0 = multiplyAdd(w8, x, t0);
  v128.store(to + at, f32x4.add(s0, s1));
  v128.store(to + at + lineBytes, f32x4.add(t0, t1));
}

/** Adds Σ dy·image at each of nine taps to nine float64s at `totals`. `zeros` is a line of zeros, `masks` 64 bytes of working memory. */
export function addPlaneDots3x3(
  image: usize,
  dy: usize,
  height: i32,
  width: i32,
  zeros: usize,
  masks: usize,
  totals: usize,
): void {
  const lineBytes = <usize>width << 2;
  const last = lineBytes - 16;
  // Masks of the lanes that count. They are in memory because V8 rebuilds constants in each iteration of a loop.
  const all = masks;
  v128.store(all, i32x4.splat(-1));
  const notFirst = masks + 16;
  v128.store(notFirst, i32x4(0, -1, -1, -1));
  const notLast = masks + 32;
  v128.store(notLast, i32x4(-1, -1, -1, 0));
  // Columns of the last four that have already been counted do not count again.
  const fresh = masks + 48;
  v128.store(fresh, i32x4.ge_s(i32x4(0, 1, 2, 3), i32x4.splat((4 - (width % 4)) % 4)));
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  let s8 = s0;
  for (let row = 0; row + 1 < height; row += 2) {
    const a = rowAt(image, row - 1, height, lineBytes, zeros);
    const b = image + <usize>row * lineBytes;
    const c = b + lineBytes;
    const d = rowAt(image, row + 2, height, lineBytes, zeros);
    const slopes = dy + <usize>row * lineBytes;
    const below = slopes + lineBytes;
    for (let at: usize = 0; at < lineBytes; at += 16) {
      const position = min(at, last);
      const isLast = at >= last;
      const used = v128.load(isLast ? fresh : all);
      const left = v128.and(v128.load(at == 0 ? notFirst : all), used);
      const right = v128.and(v128.load(isLast ? notLast : all), used);
      const s = v128.and(v128.load(slopes + position), used);
      const t = v128.and(v128.load(below + position), used);
      let x = v128.and(v128.load(a + position - 4), left);
      s0 = multiplyAdd(s, x, s0);
      x = v128.and(v128.load(a + position), used);
      s1 = multiplyAdd(s, x, s1);
      x = v128.and(v128.load(a + position, 4), right);
      s2 = multiplyAdd(s, x, s2);
      x = v128.and(v128.load(b + position - 4), left);
      s3 = multiplyAdd(s, x, s3);
      s0 = multiplyAdd(t, x, s0);
      x = v128.and(v128.load(b + position), used);
      s4 = multiplyAdd(s, x, s4);
      s1 = multiplyAdd(t, x, s1);
      x = v128.and(v128.load(b + position, 4), right);
      s5 = multiplyAdd(s, x, s5);
      s2 = multiplyAdd(t, x, s2);
      x = v128.and(v128.load(c + position - 4), left);
      s6 = multiplyAdd(s, x, s6);
      s3 = multiplyAdd(t, x, s3);
      x = v128.and(v128.load(c + position), used);
      s7 = multiplyAdd(s, x, s7);
      s4 = multiplyAdd(t, x, s4);
      x = v128.and(v128.load(c + position, 4), right);
      s8 = multiplyAdd(s, x, s8);
      s5 = multiplyAdd(t, x, s5);
      x = v128.and(v128.load(d + position - 4), left);
      s6 = multiplyAdd(t, x, s6);
      x = v128.and(v128.load(d + position), used);
      s7 = multiplyAdd(t, x, s7);
      x = v128.and(v128.load(d + position, 4), right);
      s8 = multiplyAdd(t, x, s8);
    }
  }
  if (height % 2 == 1) {
    const b = image + <usize>(height - 1) * lineBytes;
    const a = b - lineBytes;
    const slopes = dy + <usize>(height - 1) * lineBytes;
    for (let at: usize = 0; at < lineBytes; at += 16) {
      const position = min(at, last);
      const isLast = at >= last;
      const used = v128.load(isLast ? fresh : all);
      const left = v128.and(v128.load(at == 0 ? notFirst : all), used);
      const right = v128.and(v128.load(isLast ? notLast : all), used);
      const s = v128.and(v128.load(slopes + position), used);
      s0 = multiplyAdd(s, v128.and(v128.load(a + position - 4), left), s0);
      s1 = multiplyAdd(s, v128.and(v128.load(a + position), used), s1);
      s2 = multiplyAdd(s, v128.and(v128.load(a + position, 4), right), s2);
      s3 = multiplyAdd(s, v128.and(v128.load(b + position - 4), left), s3);
      s4 = multiplyAdd(s, v128.and(v128.load(b + position), used), s4);
      s5 = multiplyAdd(s, v128.and(v128.load(b + position, 4), right), s5);
      // The zeros below the last row: 0·∞ is NaN, as above the first row.
      const below = f32x4.mul(s, f32x4.splat(0));
      s6 = f32x4.add(s6, below);
      s7 = f32x4.add(s7, below);
      s8 = f32x4.add(s8, below);
    }
  }
  addTo(totals, s0);
  addTo(totals + 8, s1);
  addTo(totals + 16, s2);
  addTo(totals + 24, s3);
  addTo(totals + 32, s4);
  addTo(totals + 40, s5);
  addTo(totals + 48, s6);
  addTo(totals + 56, s7);
  addTo(totals + 64, s8);
}

@inline
function addTo(total: usize, lanes: v128): void {
  store<f64>(total, load<f64>(total) + sumOfLanes(lanes));
}

/** Sum of four lanes, in float64. */
@inline
export function sumOfLanes(s: v128): f64 {
  const halves = f64x2.add(f64x2.promote_low_f32x4(s), f64x2.promote_low_f32x4(v128.shuffle<f64>(s, s, 1, 1)));
  return f64x2.extract_lane(halves, 0) + f64x2.extract_lane(halves, 1);
}
