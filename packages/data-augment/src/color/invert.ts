import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";

/**
 * Makes a negative.
 *
 * y = 255 − x of bytes, 1 − x of floats
 *
 * @see torchvision's RandomInvert, with p = 1.
 */
export function invert(): Transform {
  return transform("invert", applyInvert);
}

/** Makes an image its negative. */
export function applyInvert(frame: Frame): void {
  const { bound } = frame;
  frame.map((x) => bound - x);
}
