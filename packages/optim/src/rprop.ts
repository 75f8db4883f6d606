import { checkOptions, inWords, requireAboveZero, requireAtLeastZero } from "@cambium/tensor/checks";
import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";

/** Options of {@link rprop}. */
export interface RpropOptions {
  /** Distance that every element moves in the first step. At least 0. Default: 0.01. */
  readonly learningRate?: number;
  /** η₋, η₊: factors of the step size when the gradient has changed its sign, and when it has not. Default: [0.5, 1.2]. */
  readonly etas?: readonly [shrink: number, grow: number];
  /** The smallest and the largest step size. Default: [1e-6, 50]. */
  readonly stepSizes?: readonly [shortest: number, longest: number];
}

/**
 * Rprop: every element has its own step size, which grows while its gradient keeps its sign. For training on whole data
 * sets, not on batches.
 *
 * s ← s·η₊ where g·g′ > 0, s·η₋ where g·g′ < 0, then limited to the step sizes;  g ← 0 where g·g′ < 0
 *
 * p ← p − s·sign(g), where g′ is the g of the previous step, 0 at first
 *
 * @throws {RangeError} If etas are not 0 < η₋ < 1 < η₊, step sizes not in order, or a number negative or not finite.
 * @see Riedmiller, Braun: A direct adaptive method for faster backpropagation learning, 1993. PyTorch, torch.optim.Rprop.
 */
export function rprop(options: RpropOptions = {}): Rule<ElementwiseState> {
  checkOptions("rprop", options, ["learningRate", "etas", "stepSizes"]);
  const { learningRate = 0.01, etas = [0.5, 1.2], stepSizes = [1e-6, 50] } = options;
  requireAtLeastZero("rprop", "learningRate", learningRate);
  requireEtas(etas);
  requireStepSizes(stepSizes);
  const [shrink, grow] = etas;
  const [shortest, longest] = stepSizes;
  return elementwiseRule("rprop", {
    slots: { stepSize: learningRate, previous: 0 },
    scalars: () => ({ shrink, grow, shortest, longest }),
    formula: (s, x) => {
      const agreement = s.mul(s.sign(x.gradient), s.sign(x.previous));
      const turned = s.lt(agreement, 0);
      const factor = s.select(turned, x.shrink, s.select(s.gt(agreement, 0), x.grow, 1));
      const stepSize = s.min(s.max(s.mul(x.stepSize, factor), x.shortest), x.longest);
      const gradient = s.select(turned, 0, x.gradient);
      const parameter = s.sub(x.parameter, s.mul(stepSize, s.sign(gradient)));
      return { parameter, stepSize, previous: gradient };
    },
  });
}

function requireEtas([shrink, grow]: readonly [number, number]): void {
  if (shrink > 0 && shrink < 1 && grow > 1 && grow < Infinity) return;
  throw new RangeError(
    `rprop: etas must be a factor in (0, 1) and one above 1: got ${inWords(shrink)} and ${inWords(grow)}. Usual are 0.5 and 1.2.`,
  );
}

function requireStepSizes([shortest, longest]: readonly [number, number]): void {
  requireAboveZero("rprop", "stepSizes[0]", shortest);
  if (longest >= shortest && longest < Infinity) return;
  throw new RangeError(
    `rprop: stepSizes must be finite and in order: got ${inWords(shortest)} and ${inWords(longest)}. Usual are 1e-6 and 50.`,
  );
}
