import type { Rule, RuleState } from "./rule.ts";

/**
 * Rules one after another, as one rule: each is given the parameters and gradients that the one before it made.
 *
 * @param rules Clipping goes before an optimizer, projections of the weights after it.
 * @throws {RangeError} If there are none.
 * @example
 * chain(clipByGlobalNorm(1), adam({ learningRate: 1e-3 }));
 */
export function chain<States extends readonly RuleState[]>(
  ...rules: { readonly [I in keyof States]: Rule<States[I]> }
): Rule<States> {
  const links: readonly Rule[] = rules;
  if (links.length === 0)
    throw new RangeError("chain: no rules. Give at least an optimizer, such as adam().");
  return {
    init: (params) => links.map((rule) => rule.init(params)) as unknown as States,
    update(params, grads, states, step) {
      const next: RuleState[] = [];
      let current = { params, grads };
      for (let i = 0; i < links.length; i++) {
        const updated = links[i]!.update(current.params, current.grads, states[i]!, step);
        next.push(updated.state);
        current = updated;
      }
      return { params: current.params, grads: current.grads, state: next as unknown as States };
    },
  };
}
