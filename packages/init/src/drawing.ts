import { Tensor } from "@cambium/tensor";
import { checkOptions, type EveryName, inWords, requireRng } from "@cambium/tensor/checks";
import type { Initializer } from "./initializer.ts";

/**
 * Checks the options of an initializer, and catches a common mistake of untyped code: passing the shape in place of the
 * options.
 *
 * @param name Function that makes it, for messages.
 * @param names Names of all options, the most important first.
 * @throws {TypeError} If they are a shape or a tensor, or an option does not exist.
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
 * Makes an initializer that draws random numbers.
 *
 * @param name Function that made it, for messages.
 * @throws {TypeError} When used, if there is no `rng`.
 */
export function drawing(name: string, draw: Initializer): Initializer {
  return (shape, target) => {
    requireRng(name, target?.rng, "Pass { rng: new Rng(42) } after the shape.");
    return draw(shape, target);
  };
}
