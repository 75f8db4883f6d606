import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { inUnitRange } from "../image/value-range.ts";
import { requireNoMore } from "../options.ts";

/**
 * Inverts an image.
 *
 * y = 255 − x for bytes, 1 − x for floats
 *
 * @throws {RangeError} If the floats of an image are not in [0, 1].
 * @see torchvision's RandomInvert, with p = 1.
 */
export function invert(...more: never[]): Transform {
  requireNoMore("invert", more, "invert(), or withProbability(p, invert())");
  return inUnitRange("invert", applyInvert);
}

/** Inverts an image. */
export function applyInvert(frame: Frame): void {
  const { bound } = frame;
  frame.map((x) => bound - x);
}
