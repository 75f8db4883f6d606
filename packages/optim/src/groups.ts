import type { Tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import { requireRule } from "./require-rule.ts";
import { prepareUpdate, type Rule, type RuleState, type Tensors, type Update } from "./rule.ts";

/** Group of parameters with the rule that updates them. */
export interface Group {
  /** Returns true for the names of parameters in this group. Default: all that no earlier group has taken. */
  readonly parameters?: (name: string) => boolean;
  /** Rule for these parameters; it sees no others. */
  readonly rule: Rule;
}

/**
 * Combines rules for different parameters into one. Each parameter belongs to the first group that takes it.
 *
 * @param members Groups in order; the last one usually has no `parameters` and takes all that are left.
 * @throws {TypeError} If a group has no rule, or `parameters` is not a function.
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

/**
 * Checks a group.
 *
 * @throws {TypeError} If it has no rule, or `parameters` is not a function.
 */
function checkGroup(member: Group): void {
  requireRule("groups", member?.rule);
  const { parameters } = member;
  if (parameters === undefined || typeof parameters === "function") return;
  throw new TypeError(
    `groups: parameters must be a function of a parameter's name: got ${inWords(parameters)}. ` +
      'Write parameters: (name) => name.endsWith("bias"), for example.',
  );
}

/** Merges the results of the groups, in the order of the inputs. */
function united(params: Tensors, grads: Tensors, updates: readonly Update[]): Update<readonly RuleState[]> {
  return {
    params: Object.assign({ ...params }, ...updates.map((update) => update.params)),
    grads: Object.assign({ ...grads }, ...updates.map((update) => update.grads)),
    state: updates.map((update) => update.state),
  };
}

/** Splits tensors by group. */
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
