import type { Frame } from "../image/frame.ts";
import { pixelsOf } from "../image/scratch.ts";
import type { Window } from "../image/window.ts";
import { roundToEven } from "../math/portable-math.ts";

/**
 * Interpolation of values between pixels. `bilinear` uses the four pixels around. `nearest` uses the pixel at ⌊i·old/new⌋, as
 * torchvision's "nearest" does. `nearest-exact` uses the pixel whose center is nearest, at ⌊(i + ½)·old/new⌋.
 */
export type ResizeInterpolation = "nearest" | "nearest-exact" | "bilinear";

/** Names of all interpolations. */
export const resizeInterpolations: readonly ResizeInterpolation[] = ["nearest", "nearest-exact", "bilinear"];

/** Weights along one line: new value i is the sum of weights[i·count + k] times old value first[i] + k. */
interface Taps {
  readonly count: number;
  readonly first: Int32Array;
  readonly weights: Float64Array;
}

/** Replaces an image by the part of it in a window, resized to a height and a width. */
export function resample(
  frame: Frame,
  window: Window,
  [height, width]: readonly [number, number],
  interpolation: ResizeInterpolation,
  antialias: boolean,
): void {
  const across = tapsOf(window.width, width, interpolation, antialias);
  const down = tapsOf(window.height, height, interpolation, antialias);
  const [channels, oldHeight, oldWidth] = frame.sizes;
  const source = frame.pixels();
  const target = pixelsOf(frame.type, channels * height * width);
  const rows = new Float64Array(window.height * width);
  for (let channel = 0; channel < channels; channel++) {
    const corner = (channel * oldHeight + window.top) * oldWidth + window.left;
    alongRows(source, corner, oldWidth, across, rows, width);
    alongColumns(rows, width, down, target, channel * height * width, height);
  }
  frame.replace(target, [channels, height, width]);
}

function alongRows(
  source: ArrayLike<number>,
  corner: number,
  stride: number,
  { count, first, weights }: Taps,
  rows: Float64Array,
  width: number,
): void {
  for (let start = 0, from = corner; start < rows.length; start += width, from += stride) {
    for (let j = 0; j < width; j++) {
      const left = from + (first[j] as number);
      let sum = 0;
      for (let k = 0; k < count; k++) {
        const weight = weights[j * count + k] as number;
        if (weight !== 0) sum += weight * (source[left + k] as number);
      }
      rows[start + j] = sum;
    }
  }
}

function alongColumns(
  rows: Float64Array,
  width: number,
  { count, first, weights }: Taps,
  target: Uint8Array | Float32Array,
  start: number,
  height: number,
): void {
  const sums = new Float64Array(width);
  const isBytes = target instanceof Uint8Array;
  for (let i = 0; i < height; i++) {
    sums.fill(0);
    for (let k = 0; k < count; k++) {
      const weight = weights[i * count + k] as number;
      const from = ((first[i] as number) + k) * width;
      if (weight !== 0) for (let j = 0; j < width; j++) sums[j]! += weight * (rows[from + j] as number);
    }
    const at = start + i * width;
    for (let j = 0; j < width; j++) {
      target[at + j] = isBytes ? roundToEven(sums[j] as number) : (sums[j] as number);
    }
  }
}

function tapsOf(old: number, size: number, interpolation: ResizeInterpolation, antialias: boolean): Taps {
  if (interpolation === "bilinear") return antialias ? triangles(old, size) : pairs(old, size);
  const offset = interpolation === "nearest" ? 0 : 0.5;
  const place = (_: unknown, i: number) => Math.min(old - 1, Math.floor(((i + offset) * old) / size));
  return {
    count: 1,
    first: Int32Array.from({ length: size }, place),
    weights: new Float64Array(size).fill(1),
  };
}

/** Bilinear weights of the two values around position (i + ½)·old/new − ½. At the ends, the last value has all the weight. */
function pairs(old: number, size: number): Taps {
  const taps = { count: 2, first: new Int32Array(size), weights: new Float64Array(2 * size) };
  for (let i = 0; i < size; i++) {
    const place = Math.max(0, ((i + 0.5) * old) / size - 0.5);
    const first = Math.min(Math.floor(place), old - 1);
    const share = first === old - 1 ? 0 : place - first;
    taps.first[i] = first;
    taps.weights[2 * i] = 1 - share;
    taps.weights[2 * i + 1] = share;
  }
  return taps;
}

/** Weights of a triangle filter that is as wide as two new pixels, or two old ones if the image grows. */
function triangles(old: number, size: number): Taps {
  const scale = old / size;
  const reach = Math.max(1, scale);
  const count = 2 * Math.ceil(reach) + 1;
  const taps = { count, first: new Int32Array(size), weights: new Float64Array(count * size) };
  for (let i = 0; i < size; i++) {
    const center = (i + 0.5) * scale;
    const first = Math.max(0, Math.floor(center - reach + 0.5));
    const end = Math.min(old, Math.floor(center + reach + 0.5));
    taps.first[i] = first;
    const heights = Array.from({ length: end - first }, (_, k) =>
      Math.max(0, 1 - Math.abs(first + k + 0.5 - center) / reach),
    );
    const total = heights.reduce((sum, height) => sum + height, 0);
    taps.weights.set(
      heights.map((height) => height / total),
      i * count,
    );
  }
  return taps;
}
