import type { Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { type ProjectMaxNormOptions, projectMaxNorm, requireMax } from "./project-max-norm.ts";
import { type IncludeOptions, isWeight } from "./weights.ts";

/** Options of {@link maxNorm}. */
export interface MaxNormOptions extends ProjectMaxNormOptions, IncludeOptions {}

/** Result of a step of {@link MaxNormRule}. */
export interface MaxNormUpdate {
  /** The parameters, of which the included ones are projected. */
  readonly params: Readonly<Record<string, Tensor>>;
  /** The gradients, unchanged. */
  readonly grads: Readonly<Record<string, Tensor>>;
  /** Empty: the rule has no state. */
  readonly state: readonly [];
}

/** Rule without state for `chain` of `@cambium/optim`. */
export interface MaxNormRule {
  /** Returns an empty state. */
  init(params: Readonly<Record<string, Tensor>>): readonly [];
  /** Projects the parameters, by name, after a step. */
  update(
    params: Readonly<Record<string, Tensor>>,
    grads: Readonly<Record<string, Tensor>>,
    state: readonly [],
    step: number,
  ): MaxNormUpdate;
}

/**
 * Max-norm constraint, for the end of a `chain`: after each step of the optimizer, scales the weight vector of every neuron
 * down to the norm `max` if it is larger.
 *
 * w ← w·min(1, c/‖w‖₂), c = `max`
 *
 * @param options `max`, `neuronDim` (default 0) and `include` (default: weights, see {@link isWeight}).
 * @throws {RangeError} If `max` is not above 0.
 * @throws {ShapeError} At a step, if an included parameter has no dimension `neuronDim`.
 * @see {@link projectMaxNorm}.
 * @example
 * new Optimizer(parameters(model), chain(adam(), maxNorm({ max: 3 })));
 */
export function maxNorm(options: MaxNormOptions): MaxNormRule {
  checkOptions("maxNorm", options, ["max", "neuronDim", "include"]);
  const { include = isWeight, ...projection } = options;
  requireMax("maxNorm", options.max);
  return {
    init: () => [],
    update(params, grads, state) {
      const projected: Record<string, Tensor> = {};
      for (const [name, value] of Object.entries(params)) {
        projected[name] = include(name, value) ? projectMaxNorm(value, projection) : value;
      }
      return { params: projected, grads, state };
    },
  };
}
