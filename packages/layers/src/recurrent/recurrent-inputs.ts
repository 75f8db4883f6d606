import type { Tensor } from "@cambium/tensor";

/** What a recurrent layer can be given beside the input. */
export interface RecurrentInputs {
  /** The hidden states to start from, [layers·directions, N, H]. Default: zeros. */
  readonly h?: Tensor | undefined;
  /**
   * How many steps each sequence has, N whole numbers from 0 to T; what comes after is padding: outputs there are 0, and
   * states at the end are those after the last step of each sequence, where the backward direction begins. Default: T for all.
   */
  readonly lengths?: readonly number[] | undefined;
}

/** What RNN and GRU put out. */
export interface RecurrentOutputs {
  /** Outputs of the last layer, [T, N, directions·H], or [N, T, directions·H] with `batchFirst`; the forward direction first. */
  readonly y: Tensor;
  /** Hidden states of all layers after the last step, [layers·directions, N, H]. */
  readonly h: Tensor;
}
