import { requireRule } from "./require-rule.ts";
import { prepareUpdate, type Rule, type RuleState, type Tensors, type Update } from "./rule.ts";

/**
 * Combines rules into one that applies them in order: each receives the parameters and gradients of the previous one.
 *
 * In an `Optimizer` the last rule works in place. The rules before it allocate memory for their results, so that a step
 * that fails changes nothing. Put rules for gradients before the optimizer.
 *
 * @param rules Rules in order: clipping before an optimizer, projections of the weights after it.
 * @throws {RangeError} If there are no rules.
 * @throws {TypeError} If an argument is not a rule.
 * @example
 * chain(clipByGlobalNorm(1), adam({ learningRate: 1e-3 }));
 */
export function chain<States extends readonly RuleState[]>(
  ...rules: { readonly [I in keyof States]: Rule<States[I]> }
): Rule<States> {
  const links: readonly Rule[] = rules;
  if (links.length === 0)
    throw new RangeError("chain: no rules. Give at least an optimizer, such as adam().");
  for (const link of links) requireRule("chain", link);
  return {
    init: (params) => links.map((rule) => rule.init(params)) as unknown as States,
    update(params, grads, states, step) {
      const { state, ...current } = updated(links, params, grads, states, step);
      return { ...current, state: state as unknown as States };
    },
    prepare(params, grads, states, step) {
      const before = updated(links.slice(0, -1), params, grads, states, step);
      const last = prepareUpdate(links.at(-1)!, before.params, before.grads, states.at(-1)!, step);
      return () => {
        const { state, ...current } = last();
        return { ...current, state: [...before.state, state] as unknown as States };
      };
    },
  };
}

/** Results of the links, which only read their inputs. */
function updated(
  links: readonly Rule[],
  params: Tensors,
  grads: Tensors,
  states: readonly RuleState[],
  step: number,
): Update<readonly RuleState[]> {
  const state: RuleState[] = [];
  let current = { params, grads };
  for (let i = 0; i < links.length; i++) {
    const update = links[i]!.update(current.params, current.grads, states[i]!, step);
    state.push(update.state);
    current = update;
  }
  return { params: current.params, grads: current.grads, state };
}
