import { linear, type Operand, scope, split, type Tensor } from "@cambium/tensor";

/** Biases of a recurrent unit, arranged so that they cost least. */
interface BoundBiases {
  /** Added to the product with the input, for all steps at once, [gates·H]; undefined without biases. */
  readonly input: Tensor | undefined;
  /** Added in each step: [N, H], or 0. */
  readonly hidden: Operand;
}

/** Definition of a recurrent unit: RNN, LSTM or GRU. */
export interface Recurrence {
  /** Number of matrices [H, …] stacked in a weight. */
  readonly gates: number;
  /** Names of the tensors [N, H] that a state consists of; the first is the output. */
  readonly states: readonly string[];
  /** Arranges both biases [gates·H] for a batch of N. */
  bind(biasIh: Tensor, biasHh: Tensor, batch: number): BoundBiases;
  /**
   * Returns the next state, in one pass over memory.
   *
   * @param fromInput The products of the gates with the input of this step, [N, H] each.
   * @param fromHidden The products with the state before.
   * @param bias See {@link BoundBiases}.
   * @param active Bools [N, 1]: sequences that continue; the others keep their state. Undefined if all do.
   */
  step(
    fromInput: readonly Tensor[],
    fromHidden: readonly Tensor[],
    bias: Operand,
    state: readonly Tensor[],
    active: Tensor | undefined,
  ): readonly Tensor[];
}

/** Values of the parameters of one recurrent unit. */
export interface Weights {
  /** [gates·H, inputSize]. */
  readonly weightIh: Tensor;
  /** [gates·H, H]. */
  readonly weightHh: Tensor;
  /** [gates·H]; undefined without biases. */
  readonly biasIh: Tensor | undefined;
  /** [gates·H]; undefined without biases. */
  readonly biasHh: Tensor | undefined;
}

/** A recurrent unit prepared for a batch. */
export interface Unit {
  readonly recurrence: Recurrence;
  readonly weights: Weights;
  readonly biases: BoundBiases;
}

/** Prepares a unit for a batch of N, once for all steps. */
export function bindUnit(recurrence: Recurrence, weights: Weights, batch: number): Unit {
  const { biasIh, biasHh } = weights;
  const biases = biasIh && biasHh ? recurrence.bind(biasIh, biasHh, batch) : { input: undefined, hidden: 0 };
  return { recurrence, weights, biases };
}

/** Products of all gates with rows x [M, inputSize] of any number of steps: [M, H] each. */
export function inputGates({ recurrence, weights, biases }: Unit, x: Tensor): Tensor[] {
  return gatesOf(recurrence, linear(x, weights.weightIh, { bias: biases.input }));
}

/** Runs one step; see {@link Recurrence.step}. It frees everything except the next state. */
export function advance(
  { recurrence, weights, biases }: Unit,
  fromInput: readonly Tensor[],
  state: readonly Tensor[],
  active?: Tensor,
): readonly Tensor[] {
  return scope(() => {
    const fromHidden = gatesOf(recurrence, linear(state[0]!, weights.weightHh));
    return recurrence.step(fromInput, fromHidden, biases.hidden, state, active);
  });
}

function gatesOf({ gates }: Recurrence, products: Tensor): Tensor[] {
  return gates === 1 ? [products] : split(products, products.shape[1]! / gates, 1);
}
