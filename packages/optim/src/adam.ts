import { checkOptions } from "@cambium/tensor/checks";
import { adamRule, type MomentOptions, momentNames } from "./adam-rule.ts";
import type { ElementwiseState } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";

/** Options of {@link adam}. */
export interface AdamOptions extends MomentOptions {
  /** λ, the weight decay: multiple of the parameter that is added to its gradient. Default: 0. */
  readonly weightDecay?: number;
  /** Corrects for the means' start at 0. Default: true. */
  readonly biasCorrection?: boolean;
}

/**
 * Adam: the running mean of the gradient, divided by the root of the running mean of its square.
 *
 * g ← g + λ·p;  m ← β₁·m + (1 − β₁)·g;  v ← β₂·v + (1 − β₂)·g²
 *
 * p ← p − η·m̂ / (√v̂ + ε), where at step t = 1, 2, … m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ)
 *
 * Both means start at 0, and the second one recovers more slowly. Without bias correction the first step is therefore
 * (1 − β₁)/√(1 − β₂) times the learning rate, 3.2 times by default, and later ones are even longer (6 times and more)
 * for about 1/(1 − β₂) steps. With bias correction every step along a constant gradient equals the learning rate.
 *
 * @throws {RangeError} If a beta is not in [0, 1), or another option is negative or not finite.
 * @see Kingma, Ba: Adam: A method for stochastic optimization, 2015. Reddi, Kale, Kumar: On the convergence of Adam and
 * beyond, 2018 (AMSGrad). PyTorch, torch.optim.Adam.
 * @example
 * const optimizer = new Optimizer(parameters(model), adam({ learningRate: 3e-4 }));
 */
export function adam(options: AdamOptions = {}): Rule<ElementwiseState> {
  checkOptions("adam", options, [...momentNames, "weightDecay", "biasCorrection"]);
  const { weightDecay = 0, biasCorrection = true } = options;
  return adamRule("adam", { ...options, weightDecay, biasCorrection, decoupled: false });
}
