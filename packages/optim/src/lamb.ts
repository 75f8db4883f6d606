import type { Expression, Scalars } from "@cambium/tensor";
import { checkOptions, requireAtLeastZero } from "@cambium/tensor/checks";
import type { Betas } from "./adam-rule.ts";
import { decaysOf } from "./decay.ts";
import { type ElementwiseState, elementwiseRule } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";
import { type Schedule, scheduled } from "./schedule.ts";

/** Options of {@link lamb}. */
export interface LambOptions {
  /** η, the learning rate: approximate distance that a tensor moves in a step, relative to its norm. At least 0. Default: 0.001. */
  readonly learningRate?: number | Schedule;
  /** β₁, β₂: decay rates of the running means of the gradient and of its square, in [0, 1). Default: [0.9, 0.999]. */
  readonly betas?: Betas;
  /** ε: keeps the quotient finite. At least 0. Default: 1e-6. */
  readonly eps?: number;
  /** λ, the weight decay: multiple of the parameter that is added to the direction. At least 0. Default: 0. */
  readonly weightDecay?: number;
}

/** State and numbers that a direction is computed from. */
type Slots = "mean" | "meanSquare";
type Numbers = "beta1" | "fresh1" | "beta2" | "fresh2" | "meanScale" | "rootScale" | "eps" | "weightDecay";
type Operands = Readonly<Record<"parameter" | "gradient" | Slots | Numbers, Expression>>;

/**
 * LAMB: Adam's direction, scaled to the norm of each tensor. For very large batches.
 *
 * m ← β₁·m + (1 − β₁)·g;  v ← β₂·v + (1 − β₂)·g²;  u = m̂/(√v̂ + ε) + λ·p
 *
 * p ← p − η·(‖p‖/‖u‖)·u, where at step t = 1, 2, … m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ)
 *
 * Norms run over each parameter's whole tensor. If one of them is 0, the ratio is 1.
 *
 * @throws {RangeError} If a beta is not in [0, 1), or another option is negative or not finite.
 * @see You et al.: Large batch optimization for deep learning: Training BERT in 76 minutes, 2020, algorithm 2.
 * @example
 * groups(
 *   { parameters: (name) => name.endsWith("bias"), rule: adam({ learningRate }) },
 *   { rule: lamb({ learningRate, weightDecay: 0.01 }) },
 * );
 */
export function lamb(options: LambOptions = {}): Rule<ElementwiseState> {
  checkOptions("lamb", options, ["learningRate", "betas", "eps", "weightDecay"]);
  const { learningRate = 1e-3, betas = [0.9, 0.999], eps = 1e-6, weightDecay = 0 } = options;
  const rate = scheduled("lamb", "learningRate", learningRate);
  const [decay1, decay2] = decaysOf("lamb", betas);
  requireAtLeastZero("lamb", "eps", eps);
  requireAtLeastZero("lamb", "weightDecay", weightDecay);
  return elementwiseRule("lamb", {
    slots: { mean: 0, meanSquare: 0 },
    scalars: (step) => ({
      learningRate: rate(step),
      meanScale: 1 / (1 - decay1.product(step)),
      rootScale: 1 / Math.sqrt(1 - decay2.product(step)),
      beta1: decay1.at(step),
      fresh1: 1 - decay1.at(step),
      beta2: decay2.at(step),
      fresh2: 1 - decay2.at(step),
      eps,
      weightDecay,
    }),
    norms: {
      parameterNorm: (_: Scalars, x: Operands) => x.parameter,
      directionNorm: (s: Scalars, x: Operands) => adamDirection(s, x).direction,
    },
    formula: (s, x) => {
      const { direction, mean, meanSquare } = adamDirection(s, x);
      const quotient = s.div(x.parameterNorm, x.directionNorm);
      const known = s.select(s.gt(x.directionNorm, 0), quotient, 1);
      const trust = s.select(s.gt(x.parameterNorm, 0), known, 1);
      const parameter = s.sub(x.parameter, s.mul(s.mul(x.learningRate, trust), direction));
      return { parameter, mean, meanSquare };
    },
  });
}

/** The direction u, and the means that it is computed from. */
function adamDirection(
  s: Scalars,
  x: Operands,
): Readonly<Record<"direction" | "mean" | "meanSquare", Expression>> {
  const mean = s.add(s.mul(x.beta1, x.mean), s.mul(x.fresh1, x.gradient));
  const meanSquare = s.add(s.mul(x.beta2, x.meanSquare), s.mul(x.fresh2, s.square(x.gradient)));
  const divisor = s.add(s.mul(s.sqrt(meanSquare), x.rootScale), x.eps);
  const quotient = s.div(s.mul(mean, x.meanScale), divisor);
  return { direction: s.add(quotient, s.mul(x.weightDecay, x.parameter)), mean, meanSquare };
}
