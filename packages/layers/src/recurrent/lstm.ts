import type { Mode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { lstmRecurrence } from "./lstm-recurrence.ts";
import { RecurrentLayer, type RecurrentOptions, recurrentNames } from "./recurrent.ts";
import type { RecurrentInputs, RecurrentOutputs } from "./recurrent-inputs.ts";
import { runRecurrent } from "./run-recurrent.ts";

/** Initial states and lengths for {@link LSTM}. */
export interface LSTMInputs extends RecurrentInputs {
  /** Initial cell states, [layers·directions, N, H]. Default: zeros. */
  readonly c?: Tensor | undefined;
}

/** Result of {@link LSTM}. */
export interface LSTMOutputs extends RecurrentOutputs {
  /** Cell states of all layers after the last step, [layers·directions, N, H]. */
  readonly c: Tensor;
}

/**
 * Long short-term memories over sequences, of one layer or several, in one direction or both. Each step is that of
 * {@link LSTMCell}.
 *
 * @see Hochreiter, Schmidhuber: Long short-term memory (1997).
 * @example
 * const reader = initialize(new LSTM(8, 32, { batchFirst: true }), rng);
 * const { y, h, c } = reader.forward(x, inference); // x [N, T, 8], y [N, T, 32], h and c [1, N, 32]
 */
export class LSTM extends RecurrentLayer {
  /** @throws {RangeError} If a size is not a whole number of at least 1, or an option is out of range. */
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions = {}) {
    checkOptions("LSTM", options, recurrentNames, { rng: "optional" });
    super("LSTM", lstmRecurrence, inputSize, hiddenSize, options);
  }

  /**
   * @param x [T, N, inputSize], or [N, T, inputSize] with `batchFirst`.
   * @returns Outputs y of all steps, and states h and c at the end.
   * @throws {ShapeError | DTypeError} If shapes or types do not fit, or there is no step.
   * @throws {RangeError} If lengths are not N whole numbers from 0 to T.
   */
  forward(x: Tensor, mode: Mode, { h, c, lengths }: LSTMInputs = {}): LSTMOutputs {
    const { y, states } = runRecurrent("LSTM", lstmRecurrence, this, x, mode, { h, c }, lengths);
    return { y, h: states[0]!, c: states[1]! };
  }
}
