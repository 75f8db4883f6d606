import { requireProbability } from "@cambium/tensor/checks";
import type { Transform } from "../image/image.ts";
import { stepOf, transform } from "../image/transform.ts";
import { requireNoMore } from "../options.ts";

/**
 * Applies a transform to each image with a given probability.
 *
 * @param p Probability, in [0, 1].
 * @throws {RangeError} If p is not in [0, 1].
 * @throws {TypeError} If the transform is not a function.
 * @see torchvision's RandomApply.
 * @example
 * const sometimesGray = withProbability(0.1, grayscale({ numOutputChannels: 3 }));
 */
export function withProbability(p: number, one: Transform, ...more: never[]): Transform {
  requireNoMore("withProbability", more, "withProbability(p, compose(…))");
  requireProbability("withProbability", p);
  const step = stepOf("withProbability", one);
  return transform("withProbability", (frame, rng) => {
    if (rng.uniform() < p) step(frame, rng);
  });
}
