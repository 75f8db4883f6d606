import type { RandomOptions, Shape, Tensor } from "@cambium/tensor";

/**
 * Makes the initial value of a weight of the given shape. `options` has the source of random numbers (`rng`), the `dtype`
 * and the `backend`. An initializer that needs no random numbers draws none.
 *
 * Weights are laid out [out, in, kernel…].
 *
 * @example
 * const small: Initializer = (shape, options) => normal(shape, { ...options, std: 1 / fans(shape).fanOut });
 * new Linear(4, 4, { rng, init: small });
 */
export type Initializer = (shape: Shape, options: RandomOptions) => Tensor;
