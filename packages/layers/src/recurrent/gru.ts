import type { Mode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { gruRecurrence } from "./gru-recurrence.ts";
import { RecurrentLayer, type RecurrentOptions, recurrentNames } from "./recurrent.ts";
import type { RecurrentInputs, RecurrentOutputs } from "./recurrent-inputs.ts";
import { runRecurrent } from "./run-recurrent.ts";

/**
 * Gated recurrent units over sequences, of one layer or several, in one direction or both. Each step is that of
 * {@link GRUCell}.
 *
 * @see Cho et al.: Learning phrase representations using RNN encoder-decoder (2014).
 */
export class GRU extends RecurrentLayer {
  /** @throws {RangeError} If a size is not a whole number of at least 1, or an option is out of range. */
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions = {}) {
    checkOptions("GRU", options, recurrentNames, { rng: "optional" });
    super("GRU", gruRecurrence, inputSize, hiddenSize, options);
  }

  /**
   * @param x [T, N, inputSize], or [N, T, inputSize] with `batchFirst`.
   * @returns Outputs y of all steps, and states h at the end.
   * @throws {ShapeError | DTypeError} If shapes or types do not fit, or there is no step.
   * @throws {RangeError} If lengths are not N whole numbers from 0 to T.
   */
  forward(x: Tensor, mode: Mode, { h, lengths }: RecurrentInputs = {}): RecurrentOutputs {
    const { y, states } = runRecurrent("GRU", gruRecurrence, this, x, mode, { h }, lengths);
    return { y, h: states[0]! };
  }
}
