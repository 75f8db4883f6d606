import type { Transform } from "../image/image.ts";
import { stepOf, transform } from "../image/transform.ts";

/**
 * Applies transforms in order.
 *
 * Each image of a batch passes through all transforms before the next image does. Consecutive transforms of single values
 * (brightness, gamma, posterize, normalize, …) run in one pass over the pixels of a byte image.
 *
 * @param transforms Transforms of this package or your own functions, which get one image at a time.
 * @throws {TypeError} If one of them is not a function.
 * @throws {ShapeError} If the resulting images of a batch differ in size.
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
