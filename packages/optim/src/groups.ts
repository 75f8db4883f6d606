import type { Tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import { requireRule } from "./require-rule.ts";
import { prepareUpdate, type Rule, type RuleState, type Tensors, type Update } from "./rule.ts";

/** Some of the parameters, and the rule for them. */
export interface Group {
  /** Whether a parameter belongs to this group, by its name. Default: every one that no group before it took. */
  readonly parameters?: (name: string) => boolean;
  /** What updates them; it sees these parameters alone. */
  readonly rule: Rule;
}

/**
 * Different rules for different parameters, as one rule. Each parameter belongs to the first group that takes it.
 *
 * @param members Usually the last one has no `parameters`, and so takes all that are left.
 * @throws {TypeError} If a group has no rule, or `parameters` is no function.
 * @throws {RangeError} When the optimizer is made, if a parameter belongs to no group.
 * @example
 * groups(
 *   { parameters: (name) => name.endsWith("bias"), rule: adam({ learningRate: 1e-3 }) },
 *   { rule: adam({ learningRate: 1e-3, weightDecay: 0.01 }) },
 * );
 */
export function groups(...members: readonly Group[]): Rule<readonly RuleState[]> {
  for (const member of members) checkGroup(member);
  return {
    init: (params) => {
      const parts = divided(params, members);
      return members.map(({ rule }, i) => rule.init(parts[i]!));
    },
    update(params, grads, states, step) {
      const paramParts = divided(params, members);
      const gradParts = divided(grads, members);
      const updates = members.map(({ rule }, i) =>
        rule.update(paramParts[i]!, gradParts[i]!, states[i]!, step),
      );
      return united(params, grads, updates);
    },
    prepare(params, grads, states, step) {
      const paramParts = divided(params, members);
      const gradParts = divided(grads, members);
      const prepared = members.map(({ rule }, i) =>
        prepareUpdate(rule, paramParts[i]!, gradParts[i]!, states[i]!, step),
      );
      return () =>
        united(
          params,
          grads,
          prepared.map((takeOver) => takeOver()),
        );
    },
  };
}

/** @throws {TypeError} If it has no rule, or what chooses its parameters is no function. */
function checkGroup(member: Group): void {
  requireRule("groups", member?.rule);
  const { parameters } = member;
  if (parameters === undefined || typeof parameters === "function") return;
  throw new TypeError(
    `groups: parameters must be a function of a parameter's name: got ${inWords(parameters)}. ` +
      'Write parameters: (name) => name.endsWith("bias"), for example.',
  );
}

/** What the groups made of their tensors, in the order in which all came in. */
function united(params: Tensors, grads: Tensors, updates: readonly Update[]): Update<readonly RuleState[]> {
  return {
    params: Object.assign({ ...params }, ...updates.map((update) => update.params)),
    grads: Object.assign({ ...grads }, ...updates.map((update) => update.grads)),
    state: updates.map((update) => update.state),
  };
}

/** The tensors of each group. */
function divided(tensors: Tensors, members: readonly Group[]): Tensors[] {
  const parts = members.map((): Record<string, Tensor> => ({}));
  for (const [name, tensor] of Object.entries(tensors)) {
    const group = members.findIndex(({ parameters }) => parameters?.(name) ?? true);
    if (group < 0) throw inNoGroup(name);
    parts[group]![name] = tensor;
  }
  return parts;
}

function inNoGroup(name: string): RangeError {
  return new RangeError(
    `groups: ${name} belongs to no group. Add a last group without parameters, for all that are left.`,
  );
}
