import { requireInteger } from "@cambium/tensor/checks";
import { checkBytes } from "../image/byte-image.ts";
import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { requireNoMore } from "../options.ts";

/**
 * Keeps the upper bits of each value.
 *
 * y = x − x mod 2^(8 − bits)
 *
 * @param bits Number of bits to keep, in [0, 8]. 8 changes nothing.
 * @throws {RangeError} If bits is not an integer in [0, 8].
 * @throws {DTypeError} If the pixels of an image are floats.
 * @see torchvision's RandomPosterize, with p = 1.
 */
export function posterize(bits: number, ...more: never[]): Transform {
  requireNoMore("posterize", more, "posterize(bits)");
  requireInteger("posterize", "bits", bits, 0, 8);
  return transform("posterize", (frame) => applyPosterize("posterize", frame, bits));
}

/** Keeps the upper bits of each value. */
export function applyPosterize(op: string, frame: Frame, bits: number): void {
  checkBytes(op, frame);
  const step = 1 << (8 - bits);
  frame.map((x) => x - (x % step));
}
