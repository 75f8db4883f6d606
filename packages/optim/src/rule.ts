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
 *
 * `update` takes over the parameters and the state, whose memory the results may reuse, and only reads the gradients.
 * To go on using a parameter, pass `alias(parameter)`. Under a recorder everything is differentiable, and no memory is
 * reused.
 */
export interface Rule<State extends RuleState = RuleState> {
  /** The state before the first step. The parameters are only read. */
  init(params: Tensors): State;
  /**
   * One step.
   *
   * @param params The parameters.
   * @param grads A gradient for each of them, of the same shape and type.
   * @param state As `init` or the last `update` returned it.
   * @param step How many steps were taken before this one.
   */
  update(params: Tensors, grads: Tensors, state: State, step: number): Update<State>;
}
