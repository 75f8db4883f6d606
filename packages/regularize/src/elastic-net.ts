import { type Binary, elementwise, type Tensor } from "@cambium/tensor";
import { checkOptions, requireAtLeastZero } from "@cambium/tensor/checks";
import { penalty } from "./penalty.ts";
import type { IncludeOptions, NamedParameters } from "./weights.ts";

/** Options of {@link elasticNet}. */
export interface ElasticNetOptions extends IncludeOptions {
  /** λ, the weight of the penalty in the loss; at least 0. */
  readonly strength: number;
  /** β, the weight of squares relative to absolute values; at least 0. Default: 1. */
  readonly beta?: number;
}

const mixed: Binary = /* @__PURE__ */ elementwise("elasticNet", (s, weight, beta) =>
  s.add(s.mul(beta, s.square(weight)), s.abs(weight)),
);

/**
 * Elastic net penalty, to be added to the loss: it makes weights sparse, like {@link l1}, and spreads out the others, like
 * {@link l2}.
 *
 * penalty = strength·Σ(beta·W² + |W|) over all weights
 *
 * @param params `parameters(model)`, or tensors by name. Biases and norm parameters are excluded by default: see
 * {@link isWeight} and `include`.
 * @returns Scalar, shape [].
 * @throws {RangeError} If `strength` or `beta` is negative or not finite, or no parameter is included.
 * @see Zou, Hastie: Regularization and variable selection via the elastic net (2005).
 * @example
 * const penalty = elasticNet(parameters(model), { strength: 1e-4, beta: 0.5 });
 */
export function elasticNet(params: NamedParameters, options: ElasticNetOptions): Tensor {
  checkOptions("elasticNet", options, ["strength", "beta", "include"]);
  const { strength, beta = 1, ...others } = options;
  requireAtLeastZero("elasticNet", "beta", beta);
  return penalty("elasticNet", params, strength, others, (weight) => mixed(weight, beta));
}
