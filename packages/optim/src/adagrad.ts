import { checkOptions, requireAtLeastZero } from "@cambium/tensor/checks";
import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";
import { type Schedule, scheduled } from "./schedule.ts";
import { decayedGradient } from "./weight-decay.ts";

/** Options of {@link adagrad}. */
export interface AdagradOptions {
  /** η, the learning rate: size of the first step. At least 0. Default: 0.01. */
  readonly learningRate?: number | Schedule;
  /** κ: decay of the learning rate itself, which is divided by 1 + (t − 1)·κ. At least 0. Default: 0. */
  readonly lrDecay?: number;
  /** λ, the weight decay: multiple of the parameter that is added to its gradient. At least 0. Default: 0. */
  readonly weightDecay?: number;
  /** Initial value of the sum of squares. At least 0. Default: 0. */
  readonly initialAccumulatorValue?: number;
  /** ε: keeps the quotient finite. At least 0. Default: 1e-10. */
  readonly eps?: number;
}

/**
 * Adagrad: the gradient, divided by the root of the sum of its squares so far.
 *
 * g ← g + λ·p;  v ← v + g²;  p ← p − η/(1 + (t − 1)·κ) · g / (√v + ε), at step t = 1, 2, …
 *
 * @throws {RangeError} If an option is negative or not finite.
 * @see Duchi, Hazan, Singer: Adaptive subgradient methods for online learning and stochastic optimization, 2011. PyTorch,
 * torch.optim.Adagrad.
 */
export function adagrad(options: AdagradOptions = {}): Rule<ElementwiseState> {
  checkOptions("adagrad", options, [
    "learningRate",
    "lrDecay",
    "weightDecay",
    "initialAccumulatorValue",
    "eps",
  ]);
  const {
    learningRate = 0.01,
    lrDecay = 0,
    weightDecay = 0,
    initialAccumulatorValue = 0,
    eps = 1e-10,
  } = options;
  const rate = scheduled("adagrad", "learningRate", learningRate);
  const others = { lrDecay, weightDecay, initialAccumulatorValue, eps };
  for (const [option, value] of Object.entries(others)) requireAtLeastZero("adagrad", option, value);
  return elementwiseRule("adagrad", {
    slots: { squares: initialAccumulatorValue },
    scalars: (step) => ({ stepSize: rate(step) / (1 + step * lrDecay), weightDecay, eps }),
    formula: (s, x) => {
      const gradient = decayedGradient(s, x, weightDecay);
      const squares = s.add(x.squares, s.square(gradient));
      const direction = s.div(gradient, s.add(s.sqrt(squares), x.eps));
      return { parameter: s.sub(x.parameter, s.mul(x.stepSize, direction)), squares };
    },
  });
}
