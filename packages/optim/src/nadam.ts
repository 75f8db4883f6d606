import { checkOptions, requireAtLeastZero } from "@cambium/tensor/checks";
import type { Betas } from "./adam-rule.ts";
import { decaysOf, runningProduct } from "./decay.ts";
import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";
import { type Schedule, scheduled } from "./schedule.ts";
import { decayedGradient } from "./weight-decay.ts";

/** Options of {@link nadam}. */
export interface NadamOptions {
  /** η, the learning rate: approximate distance that an element moves in a step. At least 0. Default: 0.002. */
  readonly learningRate?: number | Schedule;
  /** β₁, β₂: decay rates of the running means of the gradient and of its square, in [0, 1). Default: [0.9, 0.999]. */
  readonly betas?: Betas;
  /** ε: keeps the quotient finite. At least 0. Default: 1e-8. */
  readonly eps?: number;
  /** λ, the weight decay: multiple of the parameter that is added to its gradient. At least 0. Default: 0. */
  readonly weightDecay?: number;
  /** ψ: speed at which the momentum rises from β₁/2 to β₁. At least 0. Default: 0.004. */
  readonly momentumDecay?: number;
}

/**
 * NAdam: Adam with Nesterov momentum.
 *
 * g ← g + λ·p;  m ← β₁·m + (1 − β₁)·g;  v ← β₂·v + (1 − β₂)·g²
 *
 * p ← p − η·[(1 − μₜ)/(1 − Pₜ)·g + μₜ₊₁/(1 − Pₜ₊₁)·m] / (√v̂ + ε), where at step t = 1, 2, … v̂ = v/(1 − β₂ᵗ),
 * μₜ = β₁·(1 − ½·0.96^(t·ψ)) and Pₜ = μ₁·…·μₜ
 *
 * @throws {RangeError} If a beta is not in [0, 1), or another option is negative or not finite.
 * @see Dozat: Incorporating Nesterov momentum into Adam, 2016. PyTorch, torch.optim.NAdam.
 */
export function nadam(options: NadamOptions = {}): Rule<ElementwiseState> {
  checkOptions("nadam", options, ["learningRate", "betas", "eps", "weightDecay", "momentumDecay"]);
  const { betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0, momentumDecay = 4e-3 } = options;
  const rate = scheduled("nadam", "learningRate", options.learningRate ?? 2e-3);
  const [decay1, decay2] = decaysOf("nadam", betas);
  for (const [option, value] of Object.entries({ eps, weightDecay, momentumDecay }))
    requireAtLeastZero("nadam", option, value);
  const momentum: Schedule = (step) => decay1.at(step) * (1 - 0.5 * 0.96 ** ((step + 1) * momentumDecay));
  const product = runningProduct(momentum);
  return elementwiseRule("nadam", {
    slots: { mean: 0, meanSquare: 0 },
    scalars: (step) => {
      const [now, next] = [product(step), product(step) * momentum(step + 1)];
      return {
        gradientStep: (rate(step) * (1 - momentum(step))) / (1 - now),
        meanStep: (rate(step) * momentum(step + 1)) / (1 - next),
        rootScale: 1 / Math.sqrt(1 - decay2.product(step)),
        beta1: decay1.at(step),
        fresh1: 1 - decay1.at(step),
        beta2: decay2.at(step),
        fresh2: 1 - decay2.at(step),
        eps,
        weightDecay,
      };
    },
    formula: (s, x) => {
      const gradient = decayedGradient(s, x, weightDecay);
      const mean = s.add(s.mul(x.beta1, x.mean), s.mul(x.fresh1, gradient));
      const meanSquare = s.add(s.mul(x.beta2, x.meanSquare), s.mul(x.fresh2, s.square(gradient)));
      const direction = s.add(s.mul(x.gradientStep, gradient), s.mul(x.meanStep, mean));
      const divisor = s.add(s.mul(s.sqrt(meanSquare), x.rootScale), x.eps);
      return { parameter: s.sub(x.parameter, s.div(direction, divisor)), mean, meanSquare };
    },
  });
}
