import type { Pixels } from "./image.ts";

// Every step is rounded to float32, in torchvision's order. Bytes are truncated, not rounded, so a difference in the last
// bit can change a byte.
const single = Math.fround;

/** Linear interpolation of two values: ratio·x + (1 − ratio)·y, clamped to [0, bound]. */
export function mixed(x: number, y: number, ratio: number, bound: number): number {
  const sum = single(single(single(ratio) * x) + single(single(1 - ratio) * y));
  return Math.min(bound, Math.max(0, sum));
}

/** Blends one value into each of `values`. `result` may be the same array as `values`. */
export function mixAll<P extends Pixels>(
  values: P,
  y: number,
  ratio: number,
  bound: number,
  result: P,
): void {
  const share = single(single(1 - ratio) * y);
  const factor = single(ratio);
  for (let i = 0; i < result.length; i++) {
    const sum = single(single(factor * (values[i] as number)) + share);
    result[i] = sum < 0 ? 0 : Math.min(bound, sum);
  }
}

/** Luma of a color: 0.2989 red + 0.587 green + 0.114 blue. */
export function grayOf(red: number, green: number, blue: number): number {
  return single(single(single(RED * red) + single(GREEN * green)) + single(BLUE * blue));
}

const RED = single(0.2989);
const GREEN = single(0.587);
const BLUE = single(0.114);
