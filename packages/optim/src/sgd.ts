import { checkOptions, requireAtLeastZero } from "@cambium/tensor/checks";
import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";
import { type Schedule, scheduled } from "./schedule.ts";
import { decayedGradient } from "./weight-decay.ts";

/** Options of {@link sgd}. */
export interface SgdOptions {
  /** η, the learning rate. At least 0. */
  readonly learningRate: number | Schedule;
  /** μ: decay rate of the velocity from one step to the next. Default: 0, no velocity. */
  readonly momentum?: number | Schedule;
  /** τ: fraction of a new gradient that does not enter the velocity, except at the first step. Default: 0. */
  readonly dampening?: number;
  /** Uses Nesterov momentum, which looks ahead along the velocity. Needs momentum and no dampening. Default: false. */
  readonly nesterov?: boolean;
  /** λ, the weight decay: multiple of the parameter that is added to its gradient. Default: 0. */
  readonly weightDecay?: number;
}

/**
 * Stochastic gradient descent, optionally with momentum.
 *
 * g ← g + λ·p;  v ← μ·v + (1 − τ)·g, or g at the first step;  p ← p − η·v
 *
 * With Nesterov momentum p ← p − η·(g + μ·v); without momentum p ← p − η·g. If the momentum is a schedule,
 * μ is its value at the current step throughout.
 *
 * @throws {RangeError} If an option is negative or not finite, or Nesterov momentum is used without momentum or with dampening.
 * @see PyTorch, torch.optim.SGD. Sutskever, Martens, Dahl, Hinton: On the importance of initialization and momentum in
 * deep learning, 2013.
 * @example
 * const momentum = rampSchedule({ from: 0.5, to: 0.99, steps: 2000 });
 * const optimizer = new Optimizer(parameters(model), sgd({ learningRate: 0.1, momentum }));
 */
export function sgd(options: SgdOptions): Rule<ElementwiseState> {
  checkOptions("sgd", options, ["learningRate", "momentum", "dampening", "nesterov", "weightDecay"]);
  const { learningRate, momentum = 0, dampening = 0, nesterov = false, weightDecay = 0 } = options;
  const rate = scheduled("sgd", "learningRate", learningRate);
  const kept = scheduled("sgd", "momentum", momentum);
  requireAtLeastZero("sgd", "dampening", dampening);
  requireAtLeastZero("sgd", "weightDecay", weightDecay);
  if (nesterov && (momentum === 0 || dampening !== 0)) {
    throw new RangeError(
      `sgd: nesterov needs momentum above 0 and no dampening: got momentum ${momentum}, dampening ${dampening}. Set momentum, to 0.9 for example.`,
    );
  }
  return elementwiseRule("sgd", {
    slots: { velocity: momentum === 0 ? undefined : 0 },
    scalars: (step) => ({
      learningRate: rate(step),
      momentum: kept(step),
      fresh: step === 0 ? 1 : 1 - dampening,
      weightDecay,
    }),
    formula: (s, x) => {
      const gradient = decayedGradient(s, x, weightDecay);
      const descend = (direction: typeof gradient) => s.sub(x.parameter, s.mul(x.learningRate, direction));
      if (momentum === 0) return { parameter: descend(gradient), velocity: gradient };
      const velocity = s.add(s.mul(x.momentum, x.velocity), s.mul(x.fresh, gradient));
      const ahead = nesterov ? s.add(gradient, s.mul(x.momentum, velocity)) : velocity;
      return { parameter: descend(ahead), velocity };
    },
  });
}
