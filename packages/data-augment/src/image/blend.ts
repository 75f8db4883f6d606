import type { Pixels } from "./image.ts";

// All arithmetic is that of float32, step by step as torchvision does it: bytes are cut, not rounded, so that a last place
// may decide.
const single = Math.fround;

/** Mixes a value into another: ratio·x + (1 − ratio)·y, within [0, bound]. */
export function mixed(x: number, y: number, ratio: number, bound: number): number {
  const sum = single(single(single(ratio) * x) + single(single(1 - ratio) * y));
  return Math.min(bound, Math.max(0, sum));
}

/** Mixes one value into each of others; the result may take their place. */
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

/** The gray that a color has: 0.2989 red + 0.587 green + 0.114 blue. */
export function grayOf(red: number, green: number, blue: number): number {
  return single(single(single(RED * red) + single(GREEN * green)) + single(BLUE * blue));
}

const RED = single(0.2989);
const GREEN = single(0.587);
const BLUE = single(0.114);
