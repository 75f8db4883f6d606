import { checkOptions, requireAtLeastZero } from "@cambium/tensor/checks";
import type { Betas } from "./adam-rule.ts";
import { decaysOf } from "./decay.ts";
import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";
import { type Schedule, scheduled } from "./schedule.ts";
import { decayedGradient } from "./weight-decay.ts";

/** Options of {@link adamax}. */
export interface AdamaxOptions {
  /** η, the learning rate: approximate distance that an element moves in a step. At least 0. Default: 0.002. */
  readonly learningRate?: number | Schedule;
  /** β₁, β₂: decay rates of the running mean and of the largest gradient, in [0, 1). Default: [0.9, 0.999]. */
  readonly betas?: Betas;
  /** ε: keeps the quotient finite. At least 0. Default: 1e-8. */
  readonly eps?: number;
  /** λ, the weight decay: multiple of the parameter that is added to its gradient. At least 0. Default: 0. */
  readonly weightDecay?: number;
}

/**
 * Adamax: Adam with the largest recent gradient instead of the root mean square.
 *
 * g ← g + λ·p;  m ← β₁·m + (1 − β₁)·g;  u ← max(β₂·u, |g| + ε);  p ← p − η/(1 − β₁ᵗ) · m/u, at step t = 1, 2, …
 *
 * @throws {RangeError} If a beta is not in [0, 1), or another option is negative or not finite.
 * @see Kingma, Ba: Adam: A method for stochastic optimization, 2015, section 7.1. PyTorch, torch.optim.Adamax.
 */
export function adamax(options: AdamaxOptions = {}): Rule<ElementwiseState> {
  checkOptions("adamax", options, ["learningRate", "betas", "eps", "weightDecay"]);
  const { learningRate = 2e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0 } = options;
  const rate = scheduled("adamax", "learningRate", learningRate);
  const [decay1, decay2] = decaysOf("adamax", betas);
  requireAtLeastZero("adamax", "eps", eps);
  requireAtLeastZero("adamax", "weightDecay", weightDecay);
  return elementwiseRule("adamax", {
    slots: { mean: 0, largest: 0 },
    scalars: (step) => ({
      stepSize: rate(step) / (1 - decay1.product(step)),
      beta1: decay1.at(step),
      fresh1: 1 - decay1.at(step),
      beta2: decay2.at(step),
      eps,
      weightDecay,
    }),
    formula: (s, x) => {
      const gradient = decayedGradient(s, x, weightDecay);
      const mean = s.add(s.mul(x.beta1, x.mean), s.mul(x.fresh1, gradient));
      const largest = s.max(s.mul(x.beta2, x.largest), s.add(s.abs(gradient), x.eps));
      return { parameter: s.sub(x.parameter, s.mul(x.stepSize, s.div(mean, largest))), mean, largest };
    },
  });
}
