import { mixed } from "../image/blend.ts";
import { checkChannels, type Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { pixelsOf } from "../image/scratch.ts";
import { inUnitRange } from "../image/value-range.ts";
import { between } from "../math/draws.ts";
import { type Range, requireNoMore, spreadRange } from "../options.ts";
import { grayPlane } from "./gray-plane.ts";

/**
 * Changes the saturation of an image by a random factor.
 *
 * y = factor·x + (1 − factor)·g, clamped to the range of values, where g = 0.2989 red + 0.587 green + 0.114 blue of the pixel
 *
 * @param factor [least, greatest] with numbers of at least 0, or a number s for [max(0, 1 − s), 1 + s]. 0 gives grays, 1 the
 *   image.
 * @throws {RangeError} If the range is out of these bounds.
 * @throws {ShapeError} If the image does not have 3 channels.
 * @throws {RangeError} If the floats of an image are not in [0, 1].
 * @see torchvision's ColorJitter and adjust_saturation.
 */
export function saturation(factor: Range, ...more: never[]): Transform {
  requireNoMore("saturation", more, "saturation(factor) or saturation([least, greatest])");
  const range = spreadRange("saturation", "factor", factor, 1, 0);
  return inUnitRange("saturation", (frame, rng) => {
    checkChannels("saturation", frame, [3]);
    adjustSaturation(frame, between(rng, range));
  });
}

/** Blends an image of 3 channels with its grayscale version. */
export function adjustSaturation(frame: Frame, factor: number): void {
  const source = frame.pixels();
  const { bound } = frame;
  const gray = grayPlane(frame);
  const target = pixelsOf(frame.type, source.length);
  for (let at = 0; at < source.length; ) {
    for (let i = 0; i < gray.length; i++, at++) {
      target[at] = mixed(source[at] as number, gray[i] as number, factor, bound);
    }
  }
  frame.replace(target);
}
