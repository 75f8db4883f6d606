import { everySecond, fourAt } from "../four-floats";
import { multiplyAdd } from "../multiply-add";
import { addPlaneDots3x3, convolvePlane3x3, sumOfLanes } from "./depthwise3x3";
import { PlaneSizes, padPlane } from "./pad";

/** Parameters that both kernels share. Each plane is padded in scratch memory, where it stays in the cache. */
@unmanaged
class PlaneWindows {
  image: usize;
  /** Number of taps. */
  taps: i32;
  /** Byte offset of each tap in a padded plane. */
  table: usize;
  /** Height and width of a plane of y. */
  height: i32;
  width: i32;
  /** Bytes in the padded plane from one row of windows to the next. */
  rowStep: usize;
  /** Bytes in the padded plane from one column of windows to the next. */
  columnStep: i32;
  /** Bytes of a plane of the image. */
  planeBytes: usize;
  /** Planes of y in a sample. */
  channels: i32;
  /** Planes of y for each plane of the image. */
  multiplier: i32;
  sizes: PlaneSizes;
}

/** Parameters of `convolvePlanes`. */
@unmanaged
class ConvolvePlanes extends PlaneWindows {
  weights: usize;
  /** One number per channel of y, or 0 for none. */
  bias: usize;
  y: usize;
}

/**
 * y[n, c, position] = bias[c] + Σ over taps of weights[c, tap]·image[n, c / multiplier, tap at position]. Tasks: planes of y.
 */
export function convolvePlanes(p: ConvolvePlanes, first: i32, last: i32, scratch: usize): void {
  const taps = p.taps;
  const height = p.height;
  const width = p.width;
  const rowStep = p.rowStep;
  const step = p.columnStep;
  const channels = p.channels;
  const multiplier = p.multiplier;
  const table = p.table;
  const isSmall = isThreeByThree(p);
  if (isSmall) memory.fill(scratch, 0, <usize>width << 2);
  for (let task = first; task < last; task++) {
    const channel = task % channels;
    const weights = p.weights + (<usize>(channel * taps) << 2);
    const y = p.y + (<usize>(task * height * width) << 2);
    const bias = p.bias;
    const start: f32 = bias ? load<f32>(bias + (<usize>channel << 2)) : 0;
    const image = p.image + <usize>(task / multiplier) * p.planeBytes;
    if (isSmall) {
      convolvePlane3x3(image, weights, height, width, start, scratch, y);
      continue;
    }
    padPlane(p.sizes, image, scratch);
    for (let row = 0; row < height; row++) {
      const line = scratch + <usize>row * rowStep;
      const to = y + (<usize>(row * width) << 2);
      if (step == 4) convolveLine(line, weights, table, taps, width, 4, start, to);
      else convolveLine(line, weights, table, taps, width, step, start, to);
    }
  }
}

/** True for kernels of 3 × 3 with stride 1 and a padding of 1, on planes of at least 2 × 8. */
function isThreeByThree(p: PlaneWindows): bool {
  const height = p.height;
  const width = p.width;
  const rowBytes = <i32>p.rowStep;
  const sizes = p.sizes;
  if (p.taps != 9 || p.columnStep != 4 || height < 2 || width < 8) return false;
  if (sizes.height != height || sizes.width != width) return false;
  if (sizes.toHeight != height + 2 || sizes.toWidth != width + 2 || rowBytes != 4 * (width + 2)) return false;
  if (sizes.top != 1 || sizes.left != 1) return false;
  for (let tap = 0; tap < 9; tap++) {
    if (load<i32>(p.table + (<usize>tap << 2)) != (tap / 3) * rowBytes + ((tap % 3) << 2)) return false;
  }
  return true;
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
  const end = <usize>taps << 2;
  let column = 0;
  for (; column + 16 <= width; column += 16) {
    let s0 = f32x4.splat(start);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    const base = line + <usize>(column * step);
    for (let tap: usize = 0; tap < end; tap += 4) {
      const at = base + <usize>load<u32>(table + tap);
      const weight = v128.load32_splat(weights + tap);
      s0 = multiplyAdd(weight, fourOf(at, step), s0);
      s1 = multiplyAdd(weight, fourOf(at + <usize>(4 * step), step), s1);
      s2 = multiplyAdd(weight, fourOf(at + <usize>(8 * step), step), s2);
      s3 = multiplyAdd(weight, fourOf(at + <usize>(12 * step), step), s3);
    }
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
    to += 64;
  }
  for (; column + 8 <= width; column += 8) {
    let s0 = f32x4.splat(start);
    let s1 = s0;
    const base = line + <usize>(column * step);
    for (let tap: usize = 0; tap < end; tap += 4) {
      const at = base + <usize>load<u32>(table + tap);
      const weight = v128.load32_splat(weights + tap);
      s0 = multiplyAdd(weight, fourOf(at, step), s0);
      s1 = multiplyAdd(weight, fourOf(at + <usize>(4 * step), step), s1);
    }
    v128.store(to, s0);
    v128.store(to, s1, 16);
    to += 32;
  }
  for (; column + 4 <= width; column += 4) {
    let sum = f32x4.splat(start);
    const base = line + <usize>(column * step);
    for (let tap: usize = 0; tap < end; tap += 4) {
      const at = base + <usize>load<u32>(table + tap);
      sum = multiplyAdd(v128.load32_splat(weights + tap), fourOf(at, step), sum);
    }
    v128.store(to, sum);
    to += 16;
  }
  for (; column < width; column++) {
    let sum = start;
    for (let tap: usize = 0; tap < end; tap += 4) {
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
  if (step == 8) return everySecond(at);
  return fourAt(at, at + <usize>step, at + <usize>(2 * step), at + <usize>(3 * step));
}

/** Parameters of `convolvePlaneFilters`. */
@unmanaged
class ConvolvePlaneFilters extends PlaneWindows {
  dy: usize;
  dw: usize;
  samples: i32;
}

/**
 * dw[c, tap] = Σ over samples and positions of dy[n, c, position]·image[n, c / multiplier, tap at position], in float64 over samples. Tasks: channels
 * of dy.
 */
export function convolvePlaneFilters(p: ConvolvePlaneFilters, first: i32, last: i32, scratch: usize): void {
  const taps = p.taps;
  const height = p.height;
  const width = p.width;
  const positions = height * width;
  const channels = p.channels;
  const samples = p.samples;
  const multiplier = p.multiplier;
  const padded = scratch + (<usize>taps << 3);
  const table = p.table;
  const isSmall = isThreeByThree(p);
  // A line of zeros, with a zero before and after it.
  const zeros = padded + 128;
  if (isSmall) memory.fill(padded, 0, (<usize>width << 2) + 256);
  for (let channel = first; channel < last; channel++) {
    memory.fill(scratch, 0, <usize>taps << 3);
    for (let sample = 0; sample < samples; sample++) {
      const plane = sample * channels + channel;
      const image = p.image + <usize>(plane / multiplier) * p.planeBytes;
      const dy = p.dy + (<usize>(plane * positions) << 2);
      if (isSmall) {
        addPlaneDots3x3(image, dy, height, width, zeros, padded, scratch);
        continue;
      }
      padPlane(p.sizes, image, padded);
      for (let tap = 0; tap < taps; tap++) {
        const offset = <usize>load<u32>(table + (<usize>tap << 2));
        const total = scratch + (<usize>tap << 3);
        const sum =
          p.columnStep == 4
            ? dotOfPlanes(p, padded + offset, 4, dy)
            : dotOfPlanes(p, padded + offset, p.columnStep, dy);
        store<f64>(total, load<f64>(total) + sum);
      }
    }
    for (let tap = 0; tap < taps; tap++) {
      const to = p.dw + (<usize>(channel * taps + tap) << 2);
      store<f32>(to, <f32>load<f64>(scratch + (<usize>tap << 3)));
    }
  }
}

@inline
function dotOfPlanes(p: PlaneWindows, image: usize, step: i32, dy: usize): f64 {
  const height = p.height;
  const width = p.width;
  const rowStep = p.rowStep;
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let rest: f32 = 0;
  for (let row = 0; row < height; row++) {
    const line = image + <usize>row * rowStep;
    let column = 0;
    for (; column + 8 <= width; column += 8) {
      s0 = multiplyAdd(v128.load(dy), fourOf(line + <usize>(column * step), step), s0);
      s1 = multiplyAdd(v128.load(dy, 16), fourOf(line + <usize>((column + 4) * step), step), s1);
      dy += 32;
    }
    for (; column + 4 <= width; column += 4) {
      s0 = multiplyAdd(v128.load(dy), fourOf(line + <usize>(column * step), step), s0);
      dy += 16;
    }
    for (; column < width; column++) {
      rest += load<f32>(dy) * load<f32>(line + <usize>(column * step));
      dy += 4;
    }
  }
  return sumOfLanes(f32x4.add(s0, s1)) + <f64>rest;
}
