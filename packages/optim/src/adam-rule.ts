import { requireAtLeastZero } from "@cambium/tensor/checks";
import { decaysOf } from "./decay.ts";
import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";
import { type Schedule, scheduled } from "./schedule.ts";
import { decayedGradient } from "./weight-decay.ts";

/** β₁ and β₂. */
export type Betas = readonly [mean: number | Schedule, meanSquare: number | Schedule];

/** Options of both Adam and AdamW. */
export interface MomentOptions {
  /** η, the learning rate: approximate distance that an element moves in a step. At least 0. Default: 0.001. */
  readonly learningRate?: number | Schedule;
  /**
   * β₁, β₂: decay rates of the running means of the gradient and of its square, in [0, 1). Default: [0.9, 0.999]. If one
   * is a schedule, βᵗ in the formulas is the product of its values so far.
   */
  readonly betas?: Betas;
  /** ε: keeps the quotient finite. At least 0. Default: 1e-8. */
  readonly eps?: number;
  /** Divides by the largest mean square so far instead of the current one. Default: false. */
  readonly amsgrad?: boolean;
}

/** The names of {@link MomentOptions}. */
export const momentNames = ["learningRate", "betas", "eps", "amsgrad"] as const;

/** Differences between Adam and AdamW. */
export interface AdamVariant extends MomentOptions {
  readonly weightDecay: number;
  /** Applies weight decay to the parameter directly instead of adding it to the gradient. */
  readonly decoupled: boolean;
  readonly biasCorrection: boolean;
}

/** Rule of Adam and AdamW in one formula. */
export function adamRule(name: string, variant: AdamVariant): Rule<ElementwiseState> {
  const { learningRate = 1e-3, betas = [0.9, 0.999], eps = 1e-8, amsgrad = false } = variant;
  const { weightDecay, decoupled, biasCorrection } = variant;
  const [decay1, decay2] = decaysOf(name, betas);
  const rate = scheduled(name, "learningRate", learningRate);
  requireAtLeastZero(name, "eps", eps);
  requireAtLeastZero(name, "weightDecay", weightDecay);
  return elementwiseRule(name, {
    slots: { mean: 0, meanSquare: 0, largest: amsgrad ? 0 : undefined },
    scalars: (step) => {
      const now = rate(step);
      const [beta1, beta2] = [decay1.at(step), decay2.at(step)];
      return {
        stepSize: biasCorrection ? now / (1 - decay1.product(step)) : now,
        rootScale: biasCorrection ? 1 / Math.sqrt(1 - decay2.product(step)) : 1,
        beta1,
        fresh1: 1 - beta1,
        beta2,
        fresh2: 1 - beta2,
        eps,
        weightDecay: decoupled ? 1 - now * weightDecay : weightDecay,
      };
    },
    formula: (s, x) => {
      const gradient = decoupled ? x.gradient : decayedGradient(s, x, weightDecay);
      const start = decoupled ? s.mul(x.parameter, x.weightDecay) : x.parameter;
      const mean = s.add(s.mul(x.beta1, x.mean), s.mul(x.fresh1, gradient));
      const meanSquare = s.add(s.mul(x.beta2, x.meanSquare), s.mul(x.fresh2, s.square(gradient)));
      const largest = amsgrad ? s.max(x.largest, meanSquare) : meanSquare;
      const divisor = s.add(s.mul(s.sqrt(largest), x.rootScale), x.eps);
      const parameter = s.sub(start, s.mul(x.stepSize, s.div(mean, divisor)));
      return { parameter, mean, meanSquare, largest };
    },
  });
}
