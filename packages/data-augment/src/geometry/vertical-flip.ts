import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { pixelsOf } from "../image/scratch.ts";
import { type FlipOptions, flip } from "./flip.ts";

/**
 * Mirrors each image top to bottom, with probability p.
 *
 * y[c, i, j] = x[c, height − 1 − i, j]
 *
 * @throws {RangeError} If p is not in [0, 1].
 * @see torchvision's RandomVerticalFlip.
 */
export function verticalFlip(options: FlipOptions = {}): Transform {
  return flip("verticalFlip", options, turnOver);
}

function turnOver(frame: Frame): void {
  const source = frame.pixels();
  const [channels, height, width] = frame.sizes;
  const target = pixelsOf(frame.type, source.length);
  for (let row = 0; row < channels * height; row++) {
    const channel = Math.floor(row / height);
    const from = (channel * height + height - 1 - (row % height)) * width;
    target.set(source.subarray(from, from + width), row * width);
  }
  frame.replace(target);
}
