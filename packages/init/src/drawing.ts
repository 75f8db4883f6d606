import { Rng, Tensor } from "@cambium/tensor";
import type { Initializer } from "./initializer.ts";

/**
 * An initialiser that draws random numbers, checked for what untyped code mistakes: that it is made from options before
 * it is used on a shape, and that it needs an `rng`.
 *
 * @param name Who made it, for messages.
 * @throws {TypeError} If the options are a shape or a tensor; when used, if there is no `rng`.
 */
export function drawing(name: string, options: object, draw: Initializer): Initializer {
  if (Array.isArray(options) || options instanceof Tensor || typeof options !== "object") {
    throw new TypeError(
      `${name}: expected options: got ${kindOf(options)}. ` +
        `It makes an initialiser, which takes a shape: ${name}()([3, 4], { rng }).`,
    );
  }
  return (shape, target) => {
    if (target?.rng instanceof Rng) return draw(shape, target);
    throw new TypeError(
      `${name}: rng must be an Rng, to draw from: got ${target?.rng}. Pass { rng: new Rng(42) } after the shape.`,
    );
  };
}

function kindOf(value: unknown): string {
  if (value instanceof Tensor) return "a tensor";
  return Array.isArray(value) ? "an array" : String(value);
}
