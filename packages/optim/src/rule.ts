import type { Tensor } from "@cambium/tensor";

/** Tensors by the names of parameters. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** What a rule remembers between steps: tensors in objects and arrays, whose structure stays as `init` made it. */
export type RuleState = Tensor | readonly RuleState[] | { readonly [name: string]: RuleState };

/** What a rule makes of parameters, gradients and its state. */
export interface Update<State extends RuleState = RuleState> {
  /** The next parameters, of the names, shapes and types that came in. */
  readonly params: Tensors;
  /** For the rules after this one in a chain. */
  readonly grads: Tensors;
  /** The next state, of the structure that `init` made. */
  readonly state: State;
}

/**
 * How parameters follow their gradients: a pure function of named tensors. A rule may change parameters (an optimizer),
 * gradients (clipping) or both; `chain` puts rules together, and an `Optimizer` applies one to a model.
 */
export interface Rule<State extends RuleState = RuleState> {
  /** The state before the first step. The parameters are only read. */
  init(params: Tensors): State;
  /**
   * One step. Everything is only read, and under a recorder everything is differentiable.
   *
   * @param params The parameters.
   * @param grads A gradient for each of them, of the same shape and type.
   * @param state As `init` or the last `update` returned it.
   * @param step How many steps were taken before this one.
   */
  update(params: Tensors, grads: Tensors, state: State, step: number): Update<State>;
  /**
   * The same in place, for a caller who gives the parameters and the state away; in two parts, so that several rules take
   * a step together or not at all. The first part does all that can fail, such as to evaluate schedules and to allocate
   * memory, and only reads. The function that it returns takes over the parameters and the state, whose memory the
   * results may reuse; should a kernel fail there, they are lost.
   *
   * Default: `update`, in memory of its own.
   */
  prepare?(params: Tensors, grads: Tensors, state: State, step: number): () => Update<State>;
}

/** What {@link Rule.prepare} is documented to do, for any rule. */
export function prepareUpdate<State extends RuleState>(
  rule: Rule<State>,
  params: Tensors,
  grads: Tensors,
  state: State,
  step: number,
): () => Update<State> {
  if (rule.prepare) return rule.prepare(params, grads, state, step);
  const updated = rule.update(params, grads, state, step);
  return () => updated;
}
