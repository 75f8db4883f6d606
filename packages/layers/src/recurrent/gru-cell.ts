import type { Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { gruRecurrence } from "./gru-recurrence.ts";
import { RecurrentCell, stepOf } from "./recurrent-cell.ts";
import { type RecurrentCellOptions, recurrentCellNames } from "./recurrent-parameters.ts";

/**
 * One step of a gated recurrent unit.
 *
 * r, z = σ(x·W_ihᵀ + b_ih + h·W_hhᵀ + b_hh), n = tanh(x·W_inᵀ + b_in + r·(h·W_hnᵀ + b_hn))
 *
 * h′ = (1 − z)·n + z·h
 *
 * Rows of weights and biases are those of r, z, n, in this order.
 *
 * @see Cho et al.: Learning phrase representations using RNN encoder-decoder (2014); r is applied where PyTorch applies it.
 */
export class GRUCell extends RecurrentCell {
  /** @throws {RangeError} If a size is not a whole number of at least 1. */
  constructor(inputSize: number, hiddenSize: number, options: RecurrentCellOptions = {}) {
    checkOptions("GRUCell", options, recurrentCellNames, { rng: "optional" });
    super("GRUCell", gruRecurrence, inputSize, hiddenSize, options);
  }

  /**
   * @param x [N, inputSize].
   * @param h The state, [N, hiddenSize]. Default: zeros.
   * @returns The next state, [N, hiddenSize].
   * @throws {ShapeError | DTypeError} If shapes or types do not fit.
   */
  forward(x: Tensor, h?: Tensor): Tensor {
    return stepOf("GRUCell", gruRecurrence, this, x, { h })[0]!;
  }
}
