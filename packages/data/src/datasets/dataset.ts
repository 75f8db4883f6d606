import type { Rng } from "@cambium/tensor";
import type { BatchChange } from "../transforms/batch-change.ts";

/**
 * A collection of samples with indices from 0.
 *
 * If samples are loaded asynchronously, from files for example, `Sample` is a promise: `Dataset<Promise<Example>>`. The
 * functions that split, select and join data sets accept both.
 */
export interface Dataset<Sample> {
  /** Number of samples. */
  readonly length: number;
  /**
   * Returns the sample at an index.
   *
   * @param rng Source of random numbers for samples that are random. `loader` and `batches` pass each sample of each epoch its
   * own fork.
   * @throws {RangeError} If `index` is not an integer in [0, length).
   */
  get(index: number, rng?: Rng): Sample;
  /**
   * True if samples draw from the rng that `get` receives, false if they never do. Default: false if `get` declares one
   * parameter only, otherwise true.
   */
  readonly random?: boolean | undefined;
  /** Function that a `loader` applies to each batch; see `mapBatches`. */
  readonly changeBatch?: BatchChange | undefined;
}

/** Reports whether samples may draw from the rng that `get` receives. */
export function isRandom({ random, get }: Dataset<unknown>): boolean {
  return random ?? takesRng(get);
}

/**
 * Reports whether a function of a value and an rng may use the rng. The `length` of a function counts parameters before the
 * first one with a default value; with rest parameters alone it is 0.
 */
export function takesRng({ length }: (value: never, rng: Rng) => unknown): boolean {
  return length !== 1;
}

/**
 * Checks the index of a sample.
 *
 * @param origin Origin of the index, for the message.
 * @throws {RangeError} If it is not an integer in [0, length).
 */
export function checkIndex(op: string, index: number, length: number, origin = ""): void {
  if (Number.isInteger(index) && index >= 0 && index < length) return;
  const advice = length === 0 ? "It is empty." : `Use one in [0, ${length - 1}].`;
  throw new RangeError(
    `${op}: there is no sample ${index}${origin}: the data set has ${length} samples. ${advice}`,
  );
}
