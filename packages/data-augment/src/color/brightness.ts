import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { inUnitRange } from "../image/value-range.ts";
import { between } from "../math/draws.ts";
import { type Range, requireNoMore, spreadRange } from "../options.ts";

/**
 * Changes the brightness of an image by a random factor.
 *
 * y = factor·x, clamped to the range of values; bytes are truncated
 *
 * @param factor [least, greatest] with numbers of at least 0, or a number s for [max(0, 1 − s), 1 + s]. 0 gives black, 1 the
 *   image.
 * @throws {RangeError} If the range is out of these bounds.
 * @throws {RangeError} If the floats of an image are not in [0, 1].
 * @see torchvision's ColorJitter and adjust_brightness.
 */
export function brightness(factor: Range, ...more: never[]): Transform {
  requireNoMore("brightness", more, "brightness(factor) or brightness([least, greatest])");
  const range = spreadRange("brightness", "factor", factor, 1, 0);
  return inUnitRange("brightness", (frame, rng) => adjustBrightness(frame, between(rng, range)));
}

/** Blends an image with black. */
export function adjustBrightness(frame: Frame, factor: number): void {
  frame.mix(0, factor);
}
