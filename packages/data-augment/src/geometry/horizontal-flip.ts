import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { pixelsOf } from "../image/scratch.ts";
import { type FlipOptions, flip } from "./flip.ts";

/**
 * Mirrors each image left to right, with probability p.
 *
 * y[c, i, j] = x[c, i, width − 1 − j]
 *
 * @throws {RangeError} If p is not in [0, 1].
 * @see torchvision's RandomHorizontalFlip.
 * @example
 * const mirrored = horizontalFlip({ p: 1 })(image, rng);
 */
export function horizontalFlip(options: FlipOptions = {}): Transform {
  return flip("horizontalFlip", options, mirror);
}

function mirror(frame: Frame): void {
  const source = frame.pixels();
  const [, , width] = frame.sizes;
  const target = pixelsOf(frame.type, source.length);
  for (let row = 0; row < source.length; row += width) {
    const last = row + width - 1;
    for (let j = 0; j < width; j++) target[row + j] = source[last - j] as number;
  }
  frame.replace(target);
}
