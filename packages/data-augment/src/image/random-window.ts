import type { Rng } from "@cambium/tensor";
import { between } from "../math/draws.ts";
import { exponential, logarithm, roundToEven } from "../math/portable-math.ts";
import type { Window } from "./window.ts";

/** Ranges of the area and the aspect ratio of a random window. */
export interface WindowRanges {
  /** Area of the window divided by the area of the image. */
  readonly scale: readonly [number, number];
  /** First edge divided by the second. Its logarithm is uniformly distributed. */
  readonly ratio: readonly [number, number];
}

/**
 * Draws the edges of a window. Returns undefined if none of ten draws fits.
 *
 * @param fits True if a window with these edges is acceptable. The first edge is √(area·ratio), the second √(area/ratio).
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

/** Draws the position of a window inside an image, uniformly. */
export function place(rng: Rng, outer: readonly [number, number], height: number, width: number): Window {
  const top = rng.int(outer[0] - height + 1);
  return { top, left: rng.int(outer[1] - width + 1), height, width };
}
