import type { Tensor } from "@cambium/tensor";
import { checkOptions, requireOneOf } from "@cambium/tensor/checks";
import { RecurrentCell, stepOf } from "./recurrent-cell.ts";
import { type RecurrentCellOptions, recurrentCellNames } from "./recurrent-parameters.ts";
import { type Nonlinearity, rnnRecurrence } from "./rnn-recurrence.ts";

/** Options of {@link RNNCell}. */
export interface RNNCellOptions extends RecurrentCellOptions {
  /** Activation of the sum. Default: "tanh". */
  readonly nonlinearity?: Nonlinearity;
}

/**
 * One step of a plain recurrent network.
 *
 * h′ = tanh(x·weightIhᵀ + biasIh + h·weightHhᵀ + biasHh), or with relu instead of tanh
 *
 * @see Elman: Finding structure in time (1990).
 */
export class RNNCell extends RecurrentCell {
  /** Activation of the sum. */
  readonly nonlinearity: Nonlinearity;

  /** @throws {RangeError} If a size is not a whole number of at least 1, or the nonlinearity is unknown. */
  constructor(inputSize: number, hiddenSize: number, options: RNNCellOptions = {}) {
    checkOptions("RNNCell", options, [...recurrentCellNames, "nonlinearity"], { rng: "optional" });
    const { nonlinearity = "tanh" } = options;
    requireOneOf("RNNCell", "nonlinearity", nonlinearity, Object.keys(rnnRecurrence));
    super("RNNCell", rnnRecurrence[nonlinearity], inputSize, hiddenSize, options);
    this.nonlinearity = nonlinearity;
  }

  /**
   * @param x [N, inputSize].
   * @param h The state, [N, hiddenSize]. Default: zeros.
   * @returns The next state, [N, hiddenSize].
   * @throws {ShapeError | DTypeError} If shapes or types do not fit.
   */
  forward(x: Tensor, h?: Tensor): Tensor {
    return stepOf("RNNCell", rnnRecurrence[this.nonlinearity], this, x, { h })[0]!;
  }
}
