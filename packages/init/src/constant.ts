import { full } from "@cambium/tensor";
import type { Initializer } from "./initializer.ts";

/**
 * The same number everywhere.
 *
 * @example
 * new Linear(2, 1, { rng, biasInit: constant(0.1) });
 */
export function constant(value: number): Initializer {
  return (shape, options) => full(shape, value, options);
}
