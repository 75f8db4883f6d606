import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import { requireAtLeastZero, requireFraction } from "./options.ts";
import type { Rule } from "./rule.ts";
import { type Schedule, scheduled } from "./schedule.ts";

/** Options of {@link adam}. */
export interface AdamOptions {
  /** η: about how far an element moves in a step. At least 0. Default: 0.001. */
  readonly learningRate?: number | Schedule;
  /** β₁, β₂: how much of the means of the gradient and of its square lasts to the next step. Default: [0.9, 0.999]. */
  readonly betas?: readonly [mean: number, meanSquare: number];
  /** ε: keeps the quotient finite. Default: 1e-8. */
  readonly epsilon?: number;
  /** λ: how much of the parameter is added to its gradient. Default: 0. */
  readonly weightDecay?: number;
  /** Whether to divide by the largest mean square so far instead of the present one. Default: false. */
  readonly amsgrad?: boolean;
  /** Whether to make up for the means' starting at 0. Default: true. */
  readonly biasCorrection?: boolean;
}

/**
 * Adam: steps along the running mean of the gradient, divided by the root of the running mean of its square.
 *
 * g ← g + λ·p;  m ← β₁·m + (1 − β₁)·g;  v ← β₂·v + (1 − β₂)·g²
 *
 * p ← p − η·m̂ / (√v̂ + ε), where at step t = 1, 2, … m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ)
 *
 * @throws {RangeError} If a beta is not in [0, 1), or another option is negative or not finite.
 * @see Kingma, Ba: Adam: A method for stochastic optimization, 2015. Reddi, Kale, Kumar: On the convergence of Adam and
 * beyond, 2018 (AMSGrad). PyTorch, torch.optim.Adam.
 * @example
 * const optimizer = new Optimizer(parameters(model), adam({ learningRate: 3e-4 }));
 */
export function adam(options: AdamOptions = {}): Rule<ElementwiseState> {
  const { learningRate = 1e-3, betas = [0.9, 0.999], epsilon = 1e-8, weightDecay = 0 } = options;
  const { amsgrad = false, biasCorrection = true } = options;
  const [beta1, beta2] = betas;
  const rate = scheduled("adam", "learningRate", learningRate);
  requireFraction("adam", "betas[0]", beta1);
  requireFraction("adam", "betas[1]", beta2);
  requireAtLeastZero("adam", "epsilon", epsilon);
  requireAtLeastZero("adam", "weightDecay", weightDecay);
  return elementwiseRule("adam", {
    slots: { mean: 0, meanSquare: 0, largest: amsgrad ? 0 : undefined },
    scalars: (step) => ({
      stepSize: biasCorrection ? rate(step) / (1 - beta1 ** (step + 1)) : rate(step),
      rootScale: biasCorrection ? 1 / Math.sqrt(1 - beta2 ** (step + 1)) : 1,
      beta1,
      fresh1: 1 - beta1,
      beta2,
      fresh2: 1 - beta2,
      epsilon,
      weightDecay,
    }),
    formula: (s, x) => {
      const gradient = weightDecay === 0 ? x.gradient : s.add(x.gradient, s.mul(x.weightDecay, x.parameter));
      const mean = s.add(s.mul(x.beta1, x.mean), s.mul(x.fresh1, gradient));
      const meanSquare = s.add(s.mul(x.beta2, x.meanSquare), s.mul(x.fresh2, s.square(gradient)));
      const largest = amsgrad ? s.max(x.largest, meanSquare) : meanSquare;
      const divisor = s.add(s.mul(s.sqrt(largest), x.rootScale), x.epsilon);
      const parameter = s.sub(x.parameter, s.mul(x.stepSize, s.div(mean, divisor)));
      return { parameter, mean, meanSquare, largest };
    },
  });
}
