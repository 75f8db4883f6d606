import { full } from "@cambium/tensor";
import { requireFinite } from "@cambium/tensor/checks";
import type { Initializer } from "./initializer.ts";

/**
 * Initializes every element to the same number.
 *
 * @throws {RangeError} If it is not finite.
 * @example
 * new Linear(2, 1, { rng, biasInit: constant(0.1) });
 */
export function constant(value: number): Initializer {
  requireFinite("constant", "value", value);
  return (shape, options) => full(shape, value, options);
}
