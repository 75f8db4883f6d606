import { multiplyAdd } from "../multiply-add";

// Parameters: padded image, weights, y (or dy), bias or 0, taps table; taps, height and width of y, row stride and step in bytes of
// the image, bytes of its plane; planes, samples, y's planes for one of the image; last the result of the filter gradient.

/**
 * y[n, c, place] = bias[c] + Σ over taps of weights[c, tap]·image[n, c / multiplier, tap at place]. Tasks: planes of y.
 */
export function convolvePlanes(params: usize, first: i32, last: i32, scratch: usize): void {
  const taps = load<i32>(params, 20);
  const height = load<i32>(params, 24);
  const width = load<i32>(params, 28);
  const rowBytes = <usize>load<i32>(params, 32);
  const step = load<i32>(params, 36);
  const channels = load<i32>(params, 44);
  const multiplier = load<i32>(params, 52);
  const table = <usize>load<u32>(params, 16);
  for (let task = first; task < last; task++) {
    const channel = task % channels;
    const image = <usize>load<u32>(params) + <usize>(task / multiplier) * <usize>load<u32>(params, 40);
    const weights = <usize>load<u32>(params, 4) + (<usize>(channel * taps) << 2);
    const y = <usize>load<u32>(params, 8) + (<usize>(task * height * width) << 2);
    const bias = <usize>load<u32>(params, 12);
    const start: f32 = bias ? load<f32>(bias + (<usize>channel << 2)) : 0;
    for (let row = 0; row < height; row++) {
      const line = image + <usize>row * rowBytes;
      const to = y + (<usize>(row * width) << 2);
      convolveLine(line, weights, table, taps, width, step, start, to);
    }
  }
}

@inline
function convolveLine(
  line: usize,
  weights: usize,
  table: usize,
  taps: i32,
  width: i32,
  step: i32,
  start: f32,
  to: usize,
): void {
  let column = 0;
  for (; column + 8 <= width; column += 8) {
    let s0 = f32x4.splat(start);
    let s1 = f32x4.splat(start);
    const base = line + <usize>(column * step);
    for (let tap: usize = 0; tap < <usize>taps << 2; tap += 4) {
      const at = base + <usize>load<u32>(table + tap);
      const weight = v128.load32_splat(weights + tap);
      s0 = multiplyAdd(weight, fourOf(at, step), s0);
      s1 = multiplyAdd(weight, fourOf(at + <usize>(4 * step), step), s1);
    }
    v128.store(to, s0);
    v128.store(to, s1, 16);
    to += 32;
  }
  for (; column < width; column++) {
    let sum = start;
    for (let tap: usize = 0; tap < <usize>taps << 2; tap += 4) {
      sum += load<f32>(weights + tap) * load<f32>(line + <usize>(column * step) + <usize>load<u32>(table + tap));
    }
    store<f32>(to, sum);
    to += 4;
  }
}

/** Four elements `step` bytes apart. */
@inline
function fourOf(at: usize, step: i32): v128 {
  if (step == 4) return v128.load(at);
  if (step == 8) return v128.shuffle<f32>(v128.load(at), v128.load(at, 16), 0, 2, 4, 6);
  let x = v128.load32_zero(at);
  x = v128.load_lane<f32>(at + <usize>step, x, 1);
  x = v128.load_lane<f32>(at + <usize>(2 * step), x, 2);
  return v128.load_lane<f32>(at + <usize>(3 * step), x, 3);
}

/** dw[c, tap] = Σ over samples and places of dy[n, c, place]·image[n, c / multiplier, tap at place]. Tasks: channels of dy. */
export function convolvePlaneFilters(params: usize, first: i32, last: i32, scratch: usize): void {
  const taps = load<i32>(params, 20);
  const height = load<i32>(params, 24);
  const width = load<i32>(params, 28);
  const channels = load<i32>(params, 44);
  const samples = load<i32>(params, 48);
  const multiplier = load<i32>(params, 52);
  for (let channel = first; channel < last; channel++) {
    for (let tap = 0; tap < taps; tap++) {
      const offset = <usize>load<u32>(<usize>load<u32>(params, 16) + (<usize>tap << 2));
      let total: f64 = 0;
      for (let sample = 0; sample < samples; sample++) {
        const plane = sample * channels + channel;
        const image = <usize>load<u32>(params) + <usize>(plane / multiplier) * <usize>load<u32>(params, 40) + offset;
        const dy = <usize>load<u32>(params, 8) + (<usize>(plane * height * width) << 2);
        total += dotOfPlanes(params, image, dy, height, width);
      }
      store<f32>(<usize>load<u32>(params, 56) + (<usize>(channel * taps + tap) << 2), <f32>total);
    }
  }
}

function dotOfPlanes(params: usize, image: usize, dy: usize, height: i32, width: i32): f64 {
  const rowBytes = <usize>load<i32>(params, 32);
  const step = load<i32>(params, 36);
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let rest: f32 = 0;
  for (let row = 0; row < height; row++) {
    const line = image + <usize>row * rowBytes;
    let column = 0;
    for (; column + 8 <= width; column += 8) {
      s0 = multiplyAdd(v128.load(dy), fourOf(line + <usize>(column * step), step), s0);
      s1 = multiplyAdd(v128.load(dy, 16), fourOf(line + <usize>((column + 4) * step), step), s1);
      dy += 32;
    }
    for (; column < width; column++) {
      rest += load<f32>(dy) * load<f32>(line + <usize>(column * step));
      dy += 4;
    }
  }
  const s = f32x4.add(s0, s1);
  const halves = f64x2.add(f64x2.promote_low_f32x4(s), f64x2.promote_low_f32x4(v128.shuffle<f64>(s, s, 1, 1)));
  return f64x2.extract_lane(halves, 0) + f64x2.extract_lane(halves, 1) + <f64>rest;
}
