import { checkOptions, requireAtLeastZero } from "@cambium/tensor/checks";
import type { Betas } from "./adam-rule.ts";
import { type Decay, decaysOf } from "./decay.ts";
import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";
import { type Schedule, scheduled } from "./schedule.ts";
import { decayedGradient } from "./weight-decay.ts";

/** Options of {@link radam}. */
export interface RadamOptions {
  /** η, the learning rate: approximate distance that an element moves in a step. At least 0. Default: 0.001. */
  readonly learningRate?: number | Schedule;
  /** β₁, β₂: decay rates of the running means of the gradient and of its square, in [0, 1). Default: [0.9, 0.999]. */
  readonly betas?: Betas;
  /** ε: keeps the quotient finite. At least 0. Default: 1e-8. */
  readonly eps?: number;
  /** λ, the weight decay: multiple of the parameter that is added to its gradient. At least 0. Default: 0. */
  readonly weightDecay?: number;
}

/**
 * RAdam: Adam that scales each step by how reliable the mean square is; the first steps follow the mean gradient alone.
 *
 * g ← g + λ·p;  m ← β₁·m + (1 − β₁)·g;  v ← β₂·v + (1 − β₂)·g²;  m̂ = m/(1 − β₁ᵗ), at step t = 1, 2, …
 *
 * ρ∞ = 2/(1 − β₂) − 1;  ρ = ρ∞ − 2·t·β₂ᵗ/(1 − β₂ᵗ);  r = √((ρ − 4)(ρ − 2)·ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)·ρ))
 *
 * p ← p − η·r·m̂·√(1 − β₂ᵗ)/(√v + ε) where ρ > 5, p ← p − η·m̂ elsewhere
 *
 * @throws {RangeError} If a beta is not in [0, 1), or another option is negative or not finite.
 * @see Liu et al.: On the variance of the adaptive learning rate and beyond, 2020. PyTorch, torch.optim.RAdam.
 */
export function radam(options: RadamOptions = {}): Rule<ElementwiseState> {
  checkOptions("radam", options, ["learningRate", "betas", "eps", "weightDecay"]);
  const { learningRate = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0 } = options;
  const rate = scheduled("radam", "learningRate", learningRate);
  const [decay1, decay2] = decaysOf("radam", betas);
  requireAtLeastZero("radam", "eps", eps);
  requireAtLeastZero("radam", "weightDecay", weightDecay);
  return elementwiseRule("radam", {
    slots: { mean: 0, meanSquare: 0 },
    scalars: (step) => {
      const rectified = rectification(decay2, step);
      const known = rectified !== undefined;
      return {
        stepSize: (rate(step) * (rectified ?? 1)) / (1 - decay1.product(step)),
        rootScale: known ? 1 : 0,
        least: known ? eps : 1,
        beta1: decay1.at(step),
        fresh1: 1 - decay1.at(step),
        beta2: decay2.at(step),
        fresh2: 1 - decay2.at(step),
        weightDecay,
      };
    },
    formula: (s, x) => {
      const gradient = decayedGradient(s, x, weightDecay);
      const mean = s.add(s.mul(x.beta1, x.mean), s.mul(x.fresh1, gradient));
      const meanSquare = s.add(s.mul(x.beta2, x.meanSquare), s.mul(x.fresh2, s.square(gradient)));
      const divisor = s.add(s.mul(s.sqrt(meanSquare), x.rootScale), x.least);
      const parameter = s.sub(x.parameter, s.mul(x.stepSize, s.div(mean, divisor)));
      return { parameter, mean, meanSquare };
    },
  });
}

/** r·√(1 − β₂ᵗ), or undefined while the mean square comes from too few gradients. */
function rectification(decay2: Decay, step: number): number | undefined {
  const limit = 2 / (1 - decay2.at(step)) - 1;
  const [left, t] = [decay2.product(step), step + 1];
  const length = limit - (2 * t * left) / (1 - left);
  if (!(length > 5)) return undefined;
  const ratio = ((length - 4) * (length - 2) * limit) / ((limit - 4) * (limit - 2) * length);
  return Math.sqrt(ratio * (1 - left));
}
