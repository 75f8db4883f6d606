import type { Transform } from "../image/image.ts";
import { stepOf, transform } from "../image/transform.ts";

/**
 * Applies one of several transforms to each image, chosen uniformly.
 *
 * @throws {TypeError} If one of them is not a function.
 * @throws {RangeError} If there are no transforms.
 * @see torchvision's RandomChoice.
 */
export function oneOf(...transforms: readonly Transform[]): Transform {
  if (transforms.length === 0) {
    throw new RangeError("oneOf: there is nothing to choose from: got 0 transforms. Give at least one.");
  }
  const steps = transforms.map((one) => stepOf("oneOf", one));
  return transform("oneOf", (frame, rng) => steps[rng.int(steps.length)]!(frame, rng));
}
