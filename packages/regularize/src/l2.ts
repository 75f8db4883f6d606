import { square, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { penalty } from "./penalty.ts";
import type { IncludeOptions, NamedParameters } from "./weights.ts";

/**
 * L2 penalty, to be added to the loss: it makes weights small and spreads them out.
 *
 * penalty = strength·ΣW² over all weights
 *
 * Its gradient is 2·strength·W. For the form λ/2·ΣW², which corresponds to the `weightDecay` λ of `sgd`, pass λ/2.
 *
 * @param params `parameters(model)`, or tensors by name. Biases and norm parameters are excluded by default: see
 * {@link isWeight} and `include`.
 * @param strength λ, at least 0. Usual values are 1e-5 to 1e-3.
 * @returns Scalar, shape [].
 * @throws {RangeError} If `strength` is negative or not finite, or no parameter is included.
 * @see Goodfellow, Bengio, Courville: Deep Learning, §7.1.1.
 * @example
 * const { grads } = valueAndGrad(parameters(model), () =>
 *   add(crossEntropy(model.forward(x, mode), y), l2(parameters(model), 1e-4)));
 */
export function l2(params: NamedParameters, strength: number, options: IncludeOptions = {}): Tensor {
  checkOptions("l2", options, ["include"]);
  return penalty("l2", params, strength, options, square);
}
