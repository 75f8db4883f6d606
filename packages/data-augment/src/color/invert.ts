import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { inUnitRange } from "../image/value-range.ts";
import { requireNoMore } from "../options.ts";

/**
 * Makes a negative.
 *
 * y = 255 − x of bytes, 1 − x of floats
 *
 * @throws {RangeError} On a float image whose values are not in [0, 1].
 * @see torchvision's RandomInvert, with p = 1.
 */
export function invert(...more: never[]): Transform {
  requireNoMore("invert", more, "invert(), or withProbability(p, invert())");
  return inUnitRange("invert", applyInvert);
}

/** Makes an image its negative. */
export function applyInvert(frame: Frame): void {
  const { bound } = frame;
  frame.map((x) => bound - x);
}
