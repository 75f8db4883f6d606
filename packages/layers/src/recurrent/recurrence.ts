import { linear, type Operand, scope, split, type Tensor } from "@cambium/tensor";

/** The biases of a recurrent unit, brought to where they cost least. */
interface BoundBiases {
  /** Added to the product with the input, for all steps at once, [gates·H]; undefined for none. */
  readonly input: Tensor | undefined;
  /** What a step adds itself: [N, H], or 0. */
  readonly hidden: Operand;
}

/** What tells RNN, LSTM and GRU apart. */
export interface Recurrence {
  /** How many matrices [H, …] lie one above the other in a weight. */
  readonly gates: number;
  /** Names of the tensors [N, H] that a state consists of; the first is the output. */
  readonly states: readonly string[];
  /** Both biases [gates·H] for a batch of N. */
  bind(biasIh: Tensor, biasHh: Tensor, batch: number): BoundBiases;
  /**
   * The next state, in one pass over memory.
   *
   * @param fromInput The products of the gates with the input of this step, [N, H] each.
   * @param fromHidden Those with the state before.
   * @param bias See {@link BoundBiases}.
   * @param active Bools [N, 1]: sequences that go on; the others keep their state. Undefined if all do.
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

/** A recurrent unit ready for a batch. */
export interface Unit {
  readonly recurrence: Recurrence;
  readonly weights: Weights;
  readonly biases: BoundBiases;
}

/** Makes a unit ready for a batch of N; call it once for all steps. */
export function bindUnit(recurrence: Recurrence, weights: Weights, batch: number): Unit {
  const { biasIh, biasHh } = weights;
  const biases = biasIh && biasHh ? recurrence.bind(biasIh, biasHh, batch) : { input: undefined, hidden: 0 };
  return { recurrence, weights, biases };
}

/** The products of all gates with rows x [M, inputSize], of however many steps: [M, H] each. */
export function inputGates({ recurrence, weights, biases }: Unit, x: Tensor): Tensor[] {
  return gatesOf(recurrence, linear(x, weights.weightIh, { bias: biases.input }));
}

/** One step; see {@link Recurrence.step}. Frees all that it makes but the next state. */
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
