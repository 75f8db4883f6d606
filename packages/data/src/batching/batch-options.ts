import type { Backend, Rng } from "@cambium/tensor";
import { inWords, requireInteger } from "@cambium/tensor/checks";

/** Options that `batches` and `loader` share. */
export interface BatchOptions {
  /** Number of samples in a batch, at least 1. */
  readonly batchSize: number;
  /** If true, each epoch has a new random order, drawn from `rng`, which is then required. Default: false. */
  readonly shuffle?: boolean;
  /** Source of random numbers. An rng that nothing draws from is an error. */
  readonly rng?: Rng;
  /** If true, a last batch that is smaller than the others is left out. Default: false. */
  readonly dropLast?: boolean;
  /** Backend of the tensors. Default: `defaultBackend()`. */
  readonly backend?: Backend;
}

/**
 * Checks the values of the shared options.
 *
 * @param draws Name of another option that is set and needs the rng.
 * @param random True if samples may draw from the rng.
 * @throws {RangeError} If `batchSize` is not a whole number of at least 1.
 * @throws {TypeError} If there is no rng to draw from, or nothing that draws from it.
 */
export function checkBatchOptions(
  op: string,
  { batchSize, shuffle = false, rng }: BatchOptions,
  draws: "sampler" | undefined,
  random: boolean,
): void {
  requireInteger(op, "batchSize", batchSize, 1);
  if (typeof shuffle !== "boolean") {
    throw new TypeError(
      `${op}: shuffle must be true or false: got ${inWords(shuffle)}. Pass { shuffle: true, rng }.`,
    );
  }
  const drawing = shuffle ? "shuffle" : draws;
  if (drawing && !rng) {
    throw new TypeError(`${op}: ${drawing} needs an rng. Give rng: rng.fork("${op}").`);
  }
  if (rng && !drawing && !random) {
    throw new TypeError(
      `${op}: nothing would draw from the rng: the order is fixed and the samples are not random. ` +
        "Pass shuffle: true, or leave rng out.",
    );
  }
}

/** Number of batches in an epoch. */
export function countBatches(samples: number, { batchSize, dropLast = false }: BatchOptions): number {
  return dropLast ? Math.floor(samples / batchSize) : Math.ceil(samples / batchSize);
}
