import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { between } from "../math/draws.ts";
import { type Range, spreadRange } from "../options.ts";

/**
 * Makes an image brighter or darker by a random factor.
 *
 * y = factor·x, within the range of values; bytes are cut to whole numbers
 *
 * @param factor [least, greatest], of at least 0; or a number s for [max(0, 1 − s), 1 + s]. 0 is black, 1 the image.
 * @throws {RangeError} If the range is not as said above.
 * @see torchvision's ColorJitter and adjust_brightness.
 */
export function brightness(factor: Range): Transform {
  const range = spreadRange("brightness", "factor", factor, 1, 0);
  return transform("brightness", (frame, rng) => adjustBrightness(frame, between(rng, range)));
}

/** Blends an image with black. */
export function adjustBrightness(frame: Frame, factor: number): void {
  frame.mix(0, factor);
}
