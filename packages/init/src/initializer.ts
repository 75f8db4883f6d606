import type { RandomOptions, Shape, Tensor } from "@cambium/tensor";

/**
 * Makes the first value of a weight of the given shape. `options` says where random numbers come from (`rng`) and
 * what is made (`dtype`, `backend`); an initializer that needs no random numbers draws none.
 *
 * Weights are laid out [out, in, kernel…].
 *
 * @example
 * const small: Initializer = (shape, options) => normal(shape, { ...options, std: 1 / fans(shape).fanOut });
 * new Linear(4, 4, { rng, init: small });
 */
export type Initializer = (shape: Shape, options: RandomOptions) => Tensor;
