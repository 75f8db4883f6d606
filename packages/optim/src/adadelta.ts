import { checkOptions, requireAtLeastZero, requireDecayRate } from "@cambium/tensor/checks";
import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";
import { type Schedule, scheduled } from "./schedule.ts";
import { decayedGradient } from "./weight-decay.ts";

/** Options of {@link adadelta}. */
export interface AdadeltaOptions {
  /** η: scale of the steps, whose size adapts by itself. At least 0. Default: 1. */
  readonly learningRate?: number | Schedule;
  /** ρ: decay rate of both running means, in [0, 1). Default: 0.9. */
  readonly rho?: number;
  /** ε: keeps the quotient finite and makes the first steps larger than 0. At least 0. Default: 1e-6. */
  readonly eps?: number;
  /** λ, the weight decay: multiple of the parameter that is added to its gradient. At least 0. Default: 0. */
  readonly weightDecay?: number;
}

/**
 * Adadelta: the gradient, scaled by the root mean square of recent steps over that of recent gradients.
 *
 * g ← g + λ·p;  v ← ρ·v + (1 − ρ)·g²;  d = √(u + ε)/√(v + ε) · g;  u ← ρ·u + (1 − ρ)·d²;  p ← p − η·d
 *
 * @throws {RangeError} If rho is not in [0, 1), or another option is negative or not finite.
 * @see Zeiler: ADADELTA: An adaptive learning rate method, 2012. PyTorch, torch.optim.Adadelta.
 */
export function adadelta(options: AdadeltaOptions = {}): Rule<ElementwiseState> {
  checkOptions("adadelta", options, ["learningRate", "rho", "eps", "weightDecay"]);
  const { learningRate = 1, rho = 0.9, eps = 1e-6, weightDecay = 0 } = options;
  const rate = scheduled("adadelta", "learningRate", learningRate);
  requireDecayRate("adadelta", "rho", rho);
  requireAtLeastZero("adadelta", "eps", eps);
  requireAtLeastZero("adadelta", "weightDecay", weightDecay);
  return elementwiseRule("adadelta", {
    slots: { meanSquare: 0, meanSquareStep: 0 },
    scalars: (step) => ({ learningRate: rate(step), rho, fresh: 1 - rho, eps, weightDecay }),
    formula: (s, x) => {
      const gradient = decayedGradient(s, x, weightDecay);
      const blend = (mean: typeof gradient, value: typeof gradient) =>
        s.add(s.mul(x.rho, mean), s.mul(x.fresh, s.square(value)));
      const meanSquare = blend(x.meanSquare, gradient);
      const ratio = s.div(s.sqrt(s.add(x.meanSquareStep, x.eps)), s.sqrt(s.add(meanSquare, x.eps)));
      const direction = s.mul(ratio, gradient);
      const parameter = s.sub(x.parameter, s.mul(x.learningRate, direction));
      return { parameter, meanSquare, meanSquareStep: blend(x.meanSquareStep, direction) };
    },
  });
}
