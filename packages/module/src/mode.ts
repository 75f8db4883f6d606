import type { Rng } from "@cambium/tensor";

/** Whether a model is being trained, and then where its random numbers come from. */
export type Mode =
  | {
      /** Layers behave as in training: dropout drops, batch norm uses the batch. */
      readonly training: true;
      /** What layers draw random numbers from; it advances. */
      readonly rng: Rng;
    }
  | {
      /** Layers behave as in inference: nothing is random, and no state changes. */
      readonly training: false;
    };

/** Training: dropout drops, batch norm uses the batch's statistics. Random numbers are drawn from `rng`. */
export function training(rng: Rng): Mode {
  return { training: true, rng };
}

/** Inference: dropout passes everything, batch norm uses its running statistics; nothing is random. */
export const inference: Mode = { training: false };
