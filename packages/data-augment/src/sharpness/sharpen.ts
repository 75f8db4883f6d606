import { mixed } from "../image/blend.ts";
import type { Frame } from "../image/frame.ts";
import type { Pixels, Transform } from "../image/image.ts";
import { inUnitRange } from "../image/value-range.ts";
import { between } from "../math/draws.ts";
import { roundToEven } from "../math/portable-math.ts";
import { checkedRange, type Range, requireNoMore } from "../options.ts";

/**
 * Sharpens (factor > 1) or softens (factor < 1) an image.
 *
 * y = factor·x + (1 − factor)·b, clamped to the range of values, where b is the mean of the 3 × 3 pixels around with weight 5 for
 * the central one; at the edges of the image b = x
 *
 * @param factor A number of at least 0, or [least, greatest] to draw it from. 0 gives b, 1 the image.
 * @throws {RangeError} If a factor is negative or not finite.
 * @throws {RangeError} If the floats of an image are not in [0, 1].
 * @see torchvision's RandomAdjustSharpness, with p = 1.
 */
export function sharpen(factor: Range, ...more: never[]): Transform {
  requireNoMore("sharpen", more, "sharpen(factor) or sharpen([least, greatest])");
  const range = checkedRange("sharpen", "factor", factor, 0);
  return inUnitRange("sharpen", (frame, rng) => adjustSharpness(frame, between(rng, range)));
}

/** Blends an image with a smoothed one. */
export function adjustSharpness(frame: Frame, factor: number): void {
  const [channels, height, width] = frame.sizes;
  if (height <= 2 || width <= 2) return;
  const source = frame.pixels();
  const { bound, type } = frame;
  const target = source.slice();
  for (let row = 0; row < channels * height; row++) {
    const inChannel = row % height;
    if (inChannel === 0 || inChannel === height - 1) continue;
    for (let at = row * width + 1; at < (row + 1) * width - 1; at++) {
      const smooth = smoothed(source, at, width);
      target[at] = mixed(source[at]!, type === "uint8" ? roundToEven(smooth) : smooth, factor, bound);
    }
  }
  frame.replace(target);
}

function smoothed(source: Pixels, at: number, width: number): number {
  const above = at - width;
  const below = at + width;
  const sum =
    source[above - 1]! +
    source[above]! +
    source[above + 1]! +
    source[at - 1]! +
    5 * source[at]! +
    source[at + 1]! +
    source[below - 1]! +
    source[below]! +
    source[below + 1]!;
  return Math.fround(sum / 13);
}
