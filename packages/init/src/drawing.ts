import { Tensor } from "@cambium/tensor";
import { checkOptions, type EveryName, inWords, requireRng } from "@cambium/tensor/checks";
import type { Initializer } from "./initializer.ts";

/**
 * Checks options from which an initializer is made, also for what untyped code mistakes: that they come before it is used
 * on a shape.
 *
 * @param name Who makes it, for messages.
 * @param names All names that exist; the most important first.
 * @throws {TypeError} If they are a shape or a tensor, or a name does not exist.
 */
export function checkMakerOptions<Options extends object, Name extends keyof Options>(
  name: string,
  options: Options,
  names: EveryName<Options, Name>,
): void {
  if (Array.isArray(options) || options instanceof Tensor) {
    throw new TypeError(
      `${name}: expected options: got ${inWords(options)}. ` +
        `It makes an initializer, which takes a shape: ${name}()([3, 4], { rng }).`,
    );
  }
  checkOptions(name, options, names);
}

/**
 * An initializer that draws random numbers.
 *
 * @param name Who made it, for messages.
 * @throws {TypeError} When used, if there is no `rng`.
 */
export function drawing(name: string, draw: Initializer): Initializer {
  return (shape, target) => {
    requireRng(name, target?.rng, "Pass { rng: new Rng(42) } after the shape.");
    return draw(shape, target);
  };
}
