import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import { requireAtLeastZero, requireFraction } from "./options.ts";
import type { Rule } from "./rule.ts";
import { type Schedule, scheduled } from "./schedule.ts";

/** Options that Adam and AdamW share. */
export interface MomentOptions {
  /** η: about how far an element moves in a step. At least 0. Default: 0.001. */
  readonly learningRate?: number | Schedule;
  /** β₁, β₂: how much of the means of the gradient and of its square lasts to the next step. Default: [0.9, 0.999]. */
  readonly betas?: readonly [mean: number, meanSquare: number];
  /** ε: keeps the quotient finite. Default: 1e-8. */
  readonly epsilon?: number;
  /** Whether to divide by the largest mean square so far instead of the present one. Default: false. */
  readonly amsgrad?: boolean;
}

/** What tells Adam and AdamW apart. */
export interface AdamVariant extends MomentOptions {
  readonly weightDecay: number;
  /** Whether the decay goes straight to the parameter instead of into its gradient. */
  readonly decoupled: boolean;
  readonly biasCorrection: boolean;
}

/** Adam and AdamW in one formula; each states its own. */
export function adamRule(name: string, variant: AdamVariant): Rule<ElementwiseState> {
  const { learningRate = 1e-3, betas = [0.9, 0.999], epsilon = 1e-8, amsgrad = false } = variant;
  const { weightDecay, decoupled, biasCorrection } = variant;
  const [beta1, beta2] = betas;
  const rate = scheduled(name, "learningRate", learningRate);
  requireFraction(name, "betas[0]", beta1);
  requireFraction(name, "betas[1]", beta2);
  requireAtLeastZero(name, "epsilon", epsilon);
  requireAtLeastZero(name, "weightDecay", weightDecay);
  return elementwiseRule(name, {
    slots: { mean: 0, meanSquare: 0, largest: amsgrad ? 0 : undefined },
    scalars: (step) => {
      const now = rate(step);
      return {
        stepSize: biasCorrection ? now / (1 - beta1 ** (step + 1)) : now,
        rootScale: biasCorrection ? 1 / Math.sqrt(1 - beta2 ** (step + 1)) : 1,
        beta1,
        fresh1: 1 - beta1,
        beta2,
        fresh2: 1 - beta2,
        epsilon,
        decay: decoupled ? 1 - now * weightDecay : weightDecay,
      };
    },
    formula: (s, x) => {
      const coupled = weightDecay !== 0 && !decoupled;
      const gradient = coupled ? s.add(x.gradient, s.mul(x.decay, x.parameter)) : x.gradient;
      const start = decoupled ? s.mul(x.parameter, x.decay) : x.parameter;
      const mean = s.add(s.mul(x.beta1, x.mean), s.mul(x.fresh1, gradient));
      const meanSquare = s.add(s.mul(x.beta2, x.meanSquare), s.mul(x.fresh2, s.square(gradient)));
      const largest = amsgrad ? s.max(x.largest, meanSquare) : meanSquare;
      const divisor = s.add(s.mul(s.sqrt(largest), x.rootScale), x.epsilon);
      const parameter = s.sub(start, s.mul(x.stepSize, s.div(mean, divisor)));
      return { parameter, mean, meanSquare, largest };
    },
  });
}
