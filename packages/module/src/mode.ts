import type { Rng } from "@cambium/tensor";
import { inWords, requireRng } from "@cambium/tensor/checks";

/** Training, with a source of random numbers, or inference. */
export type Mode =
  | {
      /** Layers behave as in training: dropout drops, batch norm uses the batch. */
      readonly training: true;
      /** Source of random numbers, which advances. */
      readonly rng: Rng;
    }
  | {
      /** Layers behave as in inference: nothing is random, and no state changes. */
      readonly training: false;
    };

/** Training: dropout drops, batch norm uses the batch's statistics. Random numbers are drawn from `rng`. */
export function training(rng: Rng): Mode {
  requireRng("training", rng, "Pass training(new Rng(42)), or a fork of one.");
  return { training: true, rng };
}

/** Inference: dropout passes everything, batch norm uses its running statistics; nothing is random. */
export const inference: Mode = { training: false };

/**
 * Checks that a layer was passed a mode, which plain JavaScript easily forgets.
 *
 * @throws {TypeError} If not, with the name of the layer.
 */
export function requireMode(layer: string, mode: Mode): void {
  if (typeof mode?.training === "boolean") return;
  throw new TypeError(
    `${layer}: forward needs a mode after the input: got ${inWords(mode)}. Pass training(rng) or inference.`,
  );
}
