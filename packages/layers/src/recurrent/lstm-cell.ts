import type { Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { lstmRecurrence } from "./lstm-recurrence.ts";
import { RecurrentCell, stepOf } from "./recurrent-cell.ts";
import { type RecurrentCellOptions, recurrentCellNames } from "./recurrent-parameters.ts";

/** The state of an LSTM. */
export interface LSTMState {
  /** Hidden state, also the output: [N, H] of a cell, [layers·directions, N, H] of a layer. */
  readonly h: Tensor;
  /** Cell state, of the same shape. */
  readonly c: Tensor;
}

/**
 * One step of a long short-term memory.
 *
 * i, f, o = σ(sum), g = tanh(sum), each sum = x·W_ihᵀ + b_ih + h·W_hhᵀ + b_hh with its own H rows of the weights
 *
 * c′ = f·c + i·g, h′ = o·tanh(c′)
 *
 * Rows of weights and biases are those of i, f, g, o, in this order.
 *
 * @see Hochreiter, Schmidhuber: Long short-term memory (1997); Gers, Schmidhuber, Cummins: Learning to forget (2000).
 */
export class LSTMCell extends RecurrentCell {
  /** @throws {RangeError} If a size is not a whole number of at least 1. */
  constructor(inputSize: number, hiddenSize: number, options: RecurrentCellOptions = {}) {
    checkOptions("LSTMCell", options, recurrentCellNames, { rng: "optional" });
    super("LSTMCell", lstmRecurrence, inputSize, hiddenSize, options);
  }

  /**
   * @param x [N, inputSize].
   * @param state h and c, [N, hiddenSize] each. Default: zeros.
   * @returns The next h and c.
   * @throws {ShapeError | DTypeError} If shapes or types do not fit.
   */
  forward(x: Tensor, state: Partial<LSTMState> = {}): LSTMState {
    const [h, c] = stepOf("LSTMCell", lstmRecurrence, this, x, { h: state.h, c: state.c });
    return { h: h!, c: c! };
  }
}
