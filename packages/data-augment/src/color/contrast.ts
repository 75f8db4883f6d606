import { checkChannels, type Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { inUnitRange } from "../image/value-range.ts";
import { between } from "../math/draws.ts";
import { type Range, requireNoMore, spreadRange } from "../options.ts";
import { meanGray } from "./gray-plane.ts";

/**
 * Changes the contrast of an image by a random factor: scales its difference from its mean gray.
 *
 * y = factor·x + (1 − factor)·m, clamped to the range of values, where m is the mean of 0.2989 red + 0.587 green + 0.114 blue
 *
 * @param factor [least, greatest] with numbers of at least 0, or a number s for [max(0, 1 − s), 1 + s]. 0 gives gray, 1 the
 *   image.
 * @throws {RangeError} If the range is out of these bounds.
 * @throws {ShapeError} If the image does not have 1 or 3 channels.
 * @throws {RangeError} If the floats of an image are not in [0, 1].
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
