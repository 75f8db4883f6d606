import { checkOptions, requireProbability } from "@cambium/tensor/checks";
import type { Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";

/** Options of `horizontalFlip` and `verticalFlip`. */
export interface FlipOptions {
  /** Probability that an image is flipped, in [0, 1]. Default: 0.5. */
  readonly p?: number;
}

/** Returns the transform that mirrors each image with probability p. */
export function flip(op: string, options: FlipOptions, mirror: (frame: Frame) => void): Transform {
  checkOptions(op, options, ["p"]);
  const { p = 0.5 } = options;
  requireProbability(op, p);
  return transform(op, (frame, rng) => {
    if (rng.uniform() < p) mirror(frame);
  });
}
