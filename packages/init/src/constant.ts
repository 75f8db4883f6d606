import { full } from "@cambium/tensor";
import type { Initializer } from "./initializer.ts";

/**
 * The same number everywhere.
 *
 * @throws {RangeError} If it is not finite.
 * @example
 * new Linear(2, 1, { rng, biasInit: constant(0.1) });
 */
export function constant(value: number): Initializer {
  if (!Number.isFinite(value)) {
    throw new RangeError(`constant: value must be finite: got ${value}. Give it another value.`);
  }
  return (shape, options) => full(shape, value, options);
}
