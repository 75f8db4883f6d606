import type { Rng } from "@cambium/tensor";
import { between } from "../math/draws.ts";
import { exponential, logarithm, roundToEven } from "../math/portable-math.ts";
import type { Window } from "./window.ts";

/** What share of an image a window may cover, and how its edges may relate. */
export interface WindowRanges {
  /** Area of the window over that of the image. */
  readonly scale: readonly [number, number];
  /** One edge over the other; its logarithm is what is equally likely. */
  readonly ratio: readonly [number, number];
}

/**
 * The edges of a random window, or nothing if ten draws gave none that fits.
 *
 * @param fits Whether a window of such edges will do; the first edge is √(area·ratio), the second √(area/ratio).
 */
export function drawEdges(
  rng: Rng,
  area: number,
  { scale, ratio }: WindowRanges,
  fits: (first: number, second: number) => boolean,
): readonly [first: number, second: number] | undefined {
  const logRatio = [logarithm(ratio[0]), logarithm(ratio[1])] as const;
  for (let attempt = 0; attempt < 10; attempt++) {
    const part = area * between(rng, scale);
    const shape = exponential(between(rng, logRatio));
    const first = roundToEven(Math.sqrt(part * shape));
    const second = roundToEven(Math.sqrt(part / shape));
    if (fits(first, second)) return [first, second];
  }
  return undefined;
}

/** Puts a window somewhere in an image, every place equally likely. */
export function place(rng: Rng, outer: readonly [number, number], height: number, width: number): Window {
  const top = rng.int(outer[0] - height + 1);
  return { top, left: rng.int(outer[1] - width + 1), height, width };
}
