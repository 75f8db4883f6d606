import { checkOptions, requireAtLeastZero } from "@cambium/tensor/checks";
import type { Betas } from "./adam-rule.ts";
import { decaysOf } from "./decay.ts";
import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";
import { type Schedule, scheduled } from "./schedule.ts";

/** Options of {@link lion}. */
export interface LionOptions {
  /** η: how far an element moves in a step. At least 0. Default: 0.0001. */
  readonly learningRate?: number | Schedule;
  /** β₁: how much of the direction is the mean; β₂: how much of the mean lasts; both in [0, 1). Default: [0.9, 0.99]. */
  readonly betas?: Betas;
  /** λ: how much of the parameter a step of rate 1 would take away. At least 0. Default: 0. */
  readonly weightDecay?: number;
}

/**
 * Lion: every element moves equally far, in the direction of the sign of a mean.
 *
 * p ← p − η·(sign(β₁·m + (1 − β₁)·g) + λ·p);  m ← β₂·m + (1 − β₂)·g
 *
 * The usual learning rate is a third to a tenth of Adam's, and the weight decay as much larger.
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
