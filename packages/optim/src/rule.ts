import type { Tensor } from "@cambium/tensor";

/** Tensors by the names of parameters. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** State of a rule between steps: tensors in objects and arrays, whose structure stays as `init` made it. */
export type RuleState = Tensor | readonly RuleState[] | { readonly [name: string]: RuleState };

/** Result of one step of a rule. */
export interface Update<State extends RuleState = RuleState> {
  /** The next parameters, with the same names, shapes and types. */
  readonly params: Tensors;
  /** Gradients for the next rules in a chain. */
  readonly grads: Tensors;
  /** The next state, with the structure that `init` made. */
  readonly state: State;
}

/**
 * Update rule: a pure function of named tensors. A rule may change parameters (an optimizer), gradients (clipping) or
 * both. `chain` combines rules, and an `Optimizer` applies one to a model.
 */
export interface Rule<State extends RuleState = RuleState> {
  /** Returns the state before the first step. The parameters are only read. */
  init(params: Tensors): State;
  /**
   * Computes one step. Inputs are only read, and the step is differentiable under a recorder.
   *
   * @param params The parameters.
   * @param grads A gradient for each parameter, with the same shape and type.
   * @param state State that `init` or the last `update` returned.
   * @param step Number of previous steps.
   */
  update(params: Tensors, grads: Tensors, state: State, step: number): Update<State>;
  /**
   * Computes one step in place, for a caller that no longer needs the parameters and the state. It has two parts, so that
   * several rules take a step together or not at all. The first part only reads, and does everything that can fail, such
   * as evaluating schedules and allocating memory. The function that it returns takes over the parameters and the state,
   * whose memory the results may reuse. If a kernel fails there, they are lost.
   *
   * Default: `update`, which allocates memory for its results.
   */
  prepare?(params: Tensors, grads: Tensors, state: State, step: number): () => Update<State>;
}

/** Calls {@link Rule.prepare}, or does the same with `update` for a rule without it. */
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
