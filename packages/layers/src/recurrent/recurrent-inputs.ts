import type { Tensor } from "@cambium/tensor";

/** Initial states and lengths for a recurrent layer. */
export interface RecurrentInputs {
  /** Initial hidden states, [layers·directions, N, H]. Default: zeros. */
  readonly h?: Tensor | undefined;
  /**
   * Number of steps of each sequence, N whole numbers from 0 to T. Later steps are padding: outputs there are 0, the
   * final states are those after the last step of each sequence, and the backward direction starts there. Default: T for all.
   */
  readonly lengths?: readonly number[] | undefined;
}

/** Result of {@link RNN} and {@link GRU}. */
export interface RecurrentOutputs {
  /** Outputs of the last layer, [T, N, directions·H], or [N, T, directions·H] with `batchFirst`; the forward direction first. */
  readonly y: Tensor;
  /** Hidden states of all layers after the last step, [layers·directions, N, H]. */
  readonly h: Tensor;
}
