import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { inUnitRange } from "../image/value-range.ts";
import { between } from "../math/draws.ts";
import { checkedRange, checkNumber, type Range, requireNoMore } from "../options.ts";

/**
 * Inverts all values from a threshold on.
 *
 * y = x below the threshold, 255 − x (1 − x for floats) from it on
 *
 * @param threshold A number in [0, 255] for bytes and [0, 1] for floats, or [least, greatest] to draw it from.
 * @throws {RangeError} If a threshold is negative or above the largest value of the image type.
 * @throws {RangeError} If the floats of an image are not in [0, 1].
 * @see torchvision's RandomSolarize, with p = 1.
 */
export function solarize(threshold: Range, ...more: never[]): Transform {
  requireNoMore("solarize", more, "solarize(threshold) or solarize([least, greatest])");
  const range = checkedRange("solarize", "threshold", threshold, 0, 255);
  return inUnitRange("solarize", (frame, rng) => {
    checkNumber("solarize", "threshold", range[1], 0, frame.bound);
    applySolarize(frame, between(rng, range));
  });
}

/** Inverts all values from the threshold on. */
export function applySolarize(frame: Frame, threshold: number): void {
  const { bound } = frame;
  frame.map((x) => (x >= threshold ? bound - x : x));
}
