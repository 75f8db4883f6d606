import { checkChannels, type Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { inUnitRange } from "../image/value-range.ts";
import { between } from "../math/draws.ts";
import { type Range, requireNoMore, spreadRange } from "../options.ts";
import { meanGray } from "./gray-plane.ts";

/**
 * Strengthens or weakens what distinguishes an image from its mean gray, by a random factor.
 *
 * y = factor·x + (1 − factor)·m, within the range of values, where m is the mean of 0.2989 red + 0.587 green + 0.114 blue
 *
 * @param factor [least, greatest], of at least 0; or a number s for [max(0, 1 − s), 1 + s]. 0 is gray, 1 the image.
 * @throws {RangeError} If the range is not as said above.
 * @throws {ShapeError} On an image that has not 1 or 3 channels.
 * @throws {RangeError} On a float image whose values are not in [0, 1].
 * @see torchvision's ColorJitter and adjust_contrast.
 */
export function contrast(factor: Range, ...more: never[]): Transform {
  requireNoMore("contrast", more, "contrast(factor) or contrast([least, greatest])");
  const range = spreadRange("contrast", "factor", factor, 1, 0);
  return inUnitRange("contrast", (frame, rng) => adjustContrast("contrast", frame, between(rng, range)));
}

/** Blends an image with its mean gray. */
export function adjustContrast(op: string, frame: Frame, factor: number): void {
  checkChannels(op, frame, [1, 3]);
  frame.mix(meanGray(frame), factor);
}
