import { checkOptions, requireAtLeastZero, requireDecayRate } from "@cambium/tensor/checks";
import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";
import { type Schedule, scheduled } from "./schedule.ts";
import { decayedGradient } from "./weight-decay.ts";

/** Options of {@link rmsprop}. */
export interface RmspropOptions {
  /** η, the learning rate: approximate distance that an element moves in a step. At least 0. Default: 0.01. */
  readonly learningRate?: number | Schedule;
  /** α: decay rate of the mean square, in [0, 1). Default: 0.99. */
  readonly alpha?: number;
  /** ε: keeps the quotient finite. At least 0. Default: 1e-8. */
  readonly eps?: number;
  /** λ, the weight decay: multiple of the parameter that is added to its gradient. At least 0. Default: 0. */
  readonly weightDecay?: number;
  /** μ: decay rate of the velocity from one step to the next. Default: 0, no velocity. */
  readonly momentum?: number | Schedule;
  /** Divides by the standard deviation of the gradient instead of its root mean square. Default: false. */
  readonly centered?: boolean;
}

/**
 * RMSProp: the gradient, divided by the root of the running mean of its square.
 *
 * g ← g + λ·p;  v ← α·v + (1 − α)·g²;  u = g / (√v + ε);  p ← p − η·u
 *
 * With `centered` a ← α·a + (1 − α)·g, and v − a² takes the place of v in u. With momentum b ← μ·b + u and p ← p − η·b.
 *
 * @throws {RangeError} If alpha is not in [0, 1), or another option is negative or not finite.
 * @see Tieleman, Hinton: Lecture 6.5, RMSProp, 2012. Graves: Generating sequences with recurrent neural networks, 2013
 * (centered). PyTorch, torch.optim.RMSprop.
 */
export function rmsprop(options: RmspropOptions = {}): Rule<ElementwiseState> {
  checkOptions("rmsprop", options, ["learningRate", "alpha", "eps", "weightDecay", "momentum", "centered"]);
  const { learningRate = 0.01, alpha = 0.99, eps = 1e-8, weightDecay = 0, momentum = 0, centered } = options;
  const rate = scheduled("rmsprop", "learningRate", learningRate);
  const kept = scheduled("rmsprop", "momentum", momentum);
  requireDecayRate("rmsprop", "alpha", alpha);
  requireAtLeastZero("rmsprop", "eps", eps);
  requireAtLeastZero("rmsprop", "weightDecay", weightDecay);
  return elementwiseRule("rmsprop", {
    slots: { meanSquare: 0, mean: centered ? 0 : undefined, velocity: momentum === 0 ? undefined : 0 },
    scalars: (step) => ({
      learningRate: rate(step),
      momentum: kept(step),
      alpha,
      fresh: 1 - alpha,
      eps,
      weightDecay,
    }),
    formula: (s, x) => {
      const gradient = decayedGradient(s, x, weightDecay);
      const meanSquare = s.add(s.mul(x.alpha, x.meanSquare), s.mul(x.fresh, s.square(gradient)));
      const mean = centered ? s.add(s.mul(x.alpha, x.mean), s.mul(x.fresh, gradient)) : gradient;
      // The variance of equal gradients is 0, which rounding may make negative.
      const spread = centered ? s.max(s.sub(meanSquare, s.square(mean)), 0) : meanSquare;
      const direction = s.div(gradient, s.add(s.sqrt(spread), x.eps));
      const velocity = momentum === 0 ? direction : s.add(s.mul(x.momentum, x.velocity), direction);
      return { parameter: s.sub(x.parameter, s.mul(x.learningRate, velocity)), meanSquare, mean, velocity };
    },
  });
}
