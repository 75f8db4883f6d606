import type { Mode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import { checkOptions, requireOneOf } from "@cambium/tensor/checks";
import { RecurrentLayer, type RecurrentOptions, recurrentNames } from "./recurrent.ts";
import type { RecurrentInputs, RecurrentOutputs } from "./recurrent-inputs.ts";
import { type Nonlinearity, rnnRecurrence } from "./rnn-recurrence.ts";
import { runRecurrent } from "./run-recurrent.ts";

/** Options of {@link RNN}. */
export interface RNNOptions extends RecurrentOptions {
  /** Activation of the sums. Default: "tanh". */
  readonly nonlinearity?: Nonlinearity;
}

/**
 * A plain recurrent network over sequences, of one layer or several, in one direction or both. Each step is that of
 * {@link RNNCell}.
 *
 * @see Elman: Finding structure in time (1990).
 */
export class RNN extends RecurrentLayer {
  /** Activation of the sums. */
  readonly nonlinearity: Nonlinearity;

  /** @throws {RangeError} If a size is not a whole number of at least 1, or an option is out of range. */
  constructor(inputSize: number, hiddenSize: number, options: RNNOptions = {}) {
    checkOptions("RNN", options, [...recurrentNames, "nonlinearity"], { rng: "optional" });
    const { nonlinearity = "tanh", ...others } = options;
    requireOneOf("RNN", "nonlinearity", nonlinearity, Object.keys(rnnRecurrence));
    super("RNN", rnnRecurrence[nonlinearity], inputSize, hiddenSize, others);
    this.nonlinearity = nonlinearity;
  }

  /**
   * @param x [T, N, inputSize], or [N, T, inputSize] with `batchFirst`.
   * @returns Outputs y of all steps, and states h at the end.
   * @throws {ShapeError | DTypeError} If shapes or types do not fit, or there is no step.
   * @throws {RangeError} If lengths are not N whole numbers from 0 to T.
   */
  forward(x: Tensor, mode: Mode, { h, lengths }: RecurrentInputs = {}): RecurrentOutputs {
    const recurrence = rnnRecurrence[this.nonlinearity];
    const { y, states } = runRecurrent("RNN", recurrence, this, x, mode, { h }, lengths);
    return { y, h: states[0]! };
  }
}
