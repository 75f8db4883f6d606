import { checkOptions } from "@cambium/tensor/checks";
import { adamRule, type MomentOptions, momentNames } from "./adam-rule.ts";
import type { ElementwiseState } from "./elementwise-rule.ts";
import type { Rule } from "./rule.ts";

/** Options of {@link adamw}. */
export interface AdamwOptions extends MomentOptions {
  /** λ: fraction of the parameter that a step with learning rate 1 removes. Default: 0.01. */
  readonly weightDecay?: number;
}

/**
 * AdamW: Adam with decoupled weight decay, which does not enter the running means.
 *
 * p ← p·(1 − η·λ), then a step of `adam` without weight decay
 *
 * @throws {RangeError} If a beta is not in [0, 1), or another option is negative or not finite.
 * @see Loshchilov, Hutter: Decoupled weight decay regularization, 2019. PyTorch, torch.optim.AdamW.
 * @example
 * groups(
 *   { parameters: (name) => name.endsWith("bias"), rule: adamw({ weightDecay: 0 }) },
 *   { rule: adamw({ weightDecay: 0.1 }) },
 * );
 */
export function adamw(options: AdamwOptions = {}): Rule<ElementwiseState> {
  checkOptions("adamw", options, [...momentNames, "weightDecay"]);
  const { weightDecay = 0.01 } = options;
  return adamRule("adamw", { ...options, weightDecay, biasCorrection: true, decoupled: true });
}
