import type { Transform } from "../image/image.ts";
import { stepOf, transform } from "../image/transform.ts";

/**
 * Does transforms one after another.
 *
 * Each image of a batch goes through all of them before the next one does. Neighbors that only change values of byte images
 * (brightness, gamma, posterize, normalize, …) are done in one pass over the pixels.
 *
 * @param transforms Those of this package, or functions of yours; such a function is given one image at a time.
 * @throws {TypeError} If one of them is not a function.
 * @throws {ShapeError} If the images of a batch come out with different sizes.
 * @see torchvision's Compose.
 * @example
 * const augment = compose(horizontalFlip(), randomCrop(32, { padding: 4 }), normalize({ mean, std }));
 */
export function compose(...transforms: readonly Transform[]): Transform {
  const steps = transforms.map((one) => stepOf("compose", one));
  return transform("compose", (frame, rng) => {
    for (const step of steps) step(frame, rng);
  });
}
