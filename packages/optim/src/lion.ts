import { checkOptions, requireAtLeastZero } from "@cambium/tensor/checks";
import type { Betas } from "./adam-rule.ts";
import { decaysOf } from "./decay.ts";
import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";
import { type Schedule, scheduled } from "./schedule.ts";

/** Options of {@link lion}. */
export interface LionOptions {
  /** η, the learning rate: distance that an element moves in a step. At least 0. Default: 0.0001. */
  readonly learningRate?: number | Schedule;
  /** β₁: share of the running mean in the direction. β₂: decay rate of the mean. Both in [0, 1). Default: [0.9, 0.99]. */
  readonly betas?: Betas;
  /** λ: fraction of the parameter that a step with learning rate 1 removes. At least 0. Default: 0. */
  readonly weightDecay?: number;
}

/**
 * Lion: every element moves the same distance, in the direction of the sign of a running mean.
 *
 * p ← p − η·(sign(β₁·m + (1 − β₁)·g) + λ·p);  m ← β₂·m + (1 − β₂)·g
 *
 * Typical learning rates are 3 to 10 times smaller than Adam's, and weight decays larger by the same factor.
 *
 * @throws {RangeError} If a beta is not in [0, 1), or another option is negative or not finite.
 * @see Chen et al.: Symbolic discovery of optimization algorithms, 2023, algorithm 2.
 */
export function lion(options: LionOptions = {}): Rule<ElementwiseState> {
  checkOptions("lion", options, ["learningRate", "betas", "weightDecay"]);
  const { learningRate = 1e-4, betas = [0.9, 0.99], weightDecay = 0 } = options;
  const rate = scheduled("lion", "learningRate", learningRate);
  const [decay1, decay2] = decaysOf("lion", betas);
  requireAtLeastZero("lion", "weightDecay", weightDecay);
  return elementwiseRule("lion", {
    slots: { mean: 0 },
    scalars: (step) => ({
      learningRate: rate(step),
      kept: 1 - rate(step) * weightDecay,
      beta1: decay1.at(step),
      fresh1: 1 - decay1.at(step),
      beta2: decay2.at(step),
      fresh2: 1 - decay2.at(step),
    }),
    formula: (s, x) => {
      const direction = s.sign(s.add(s.mul(x.beta1, x.mean), s.mul(x.fresh1, x.gradient)));
      const start = weightDecay === 0 ? x.parameter : s.mul(x.parameter, x.kept);
      const mean = s.add(s.mul(x.beta2, x.mean), s.mul(x.fresh2, x.gradient));
      return { parameter: s.sub(start, s.mul(x.learningRate, direction)), mean };
    },
  });
}
