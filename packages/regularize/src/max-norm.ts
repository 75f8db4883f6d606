import type { Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { type ProjectMaxNormOptions, projectMaxNorm, requireMax } from "./project-max-norm.ts";
import { type IncludeOptions, isWeight } from "./weights.ts";

/** Options of {@link maxNorm}. */
export interface MaxNormOptions extends ProjectMaxNormOptions, IncludeOptions {}

/** What {@link MaxNormRule} makes of a step. */
export interface MaxNormUpdate {
  /** The parameters; those that count are projected. */
  readonly params: Readonly<Record<string, Tensor>>;
  /** The gradients, as they came in. */
  readonly grads: Readonly<Record<string, Tensor>>;
  /** Nothing. */
  readonly state: readonly [];
}

/** A rule for `chain` of `@cambium/optim` that remembers nothing. */
export interface MaxNormRule {
  /** There is nothing to remember. */
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
 * Max-norm constraint, for the end of a `chain`: after each step of the optimizer, the weights of every neuron that are
 * longer than `max` as a vector are shortened to it.
 *
 * w ← w·min(1, c/‖w‖₂), c = `max`
 *
 * @param options `max`; `neuronDim`: default 0; `include`: default weights alone, see {@link isWeight}.
 * @throws {RangeError} If `max` is not above 0.
 * @throws {ShapeError} At a step, if a parameter that counts has no dimension `neuronDim`.
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
