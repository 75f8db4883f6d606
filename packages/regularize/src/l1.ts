import { abs, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { penalty } from "./penalty.ts";
import type { IncludeOptions, NamedParameters } from "./weights.ts";

/**
 * L1 penalty, to be added to the loss: it drives weights to exactly 0 and so makes them sparse.
 *
 * penalty = strength·Σ|W| over all weights
 *
 * The gradient is 0 where a weight is 0.
 *
 * @param params `parameters(model)`, or tensors by name. Biases and norm parameters are excluded by default: see
 * {@link isWeight} and `include`.
 * @param strength λ, at least 0. Usual values are 1e-5 to 1e-3.
 * @returns Scalar, shape [].
 * @throws {RangeError} If `strength` is negative or not finite, or no parameter is included.
 * @see Goodfellow, Bengio, Courville: Deep Learning, §7.1.2.
 * @example
 * const { grads } = valueAndGrad(parameters(model), () =>
 *   add(crossEntropy(model.forward(x, mode), y), l1(parameters(model), 1e-4)));
 */
export function l1(params: NamedParameters, strength: number, options: IncludeOptions = {}): Tensor {
  checkOptions("l1", options, ["include"]);
  return penalty("l1", params, strength, options, abs);
}
