import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import type { Window } from "../image/window.ts";
import { type Fill, fillOf } from "../options.ts";
import { erase } from "./random-erasing.ts";

/** Options of `cutout`. */
export interface CutoutOptions {
  /** Number of squares. Default: 1. */
  readonly holes?: number;
  /** Value of erased pixels, in the units of the image. Default: 0. */
  readonly fill?: Fill;
}

/**
 * Cutout: erases squares around random pixels. The squares are clipped to the image.
 *
 * The square around pixel (i, j) starts at row i − ⌊length/2⌋ and column j − ⌊length/2⌋.
 *
 * @param length Edge of a square in pixels; 16 is usual for CIFAR-10, 8 for CIFAR-100.
 * @throws {RangeError} If length or holes is not an integer of at least 1, or the fill is not a value of the image type.
 * @see DeVries, Taylor: Improved Regularization of Convolutional Neural Networks with Cutout (2017).
 */
export function cutout(length: number, options: CutoutOptions = {}): Transform {
  checkOptions("cutout", options, ["holes", "fill"]);
  const { holes = 1, fill = 0 } = options;
  requireInteger("cutout", "length", length, 1);
  requireInteger("cutout", "holes", holes, 1);
  return transform("cutout", (frame, rng) => {
    const [, height, width] = frame.sizes;
    for (let hole = 0; hole < holes; hole++) {
      const [top, rows] = stretch(rng.int(height), length, height);
      const [left, columns] = stretch(rng.int(width), length, width);
      const window: Window = { top, left, height: rows, width: columns };
      erase(frame, window, fillOf("cutout", fill, frame));
    }
  });
}

/** Start and length of an interval around `middle`, clipped to [0, size). */
function stretch(middle: number, length: number, size: number): readonly [start: number, count: number] {
  const from = middle - Math.floor(length / 2);
  const start = Math.max(0, from);
  return [start, Math.min(size, from + length) - start];
}
