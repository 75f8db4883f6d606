import type { Rng } from "@cambium/tensor";
import type { BatchChange } from "../transforms/batch-change.ts";

/**
 * A collection of samples, numbered from 0.
 *
 * Where a sample takes time to come, as from a file, `Sample` is a promise: `Dataset<Promise<Example>>`. What divides,
 * picks and joins data sets treats both alike.
 */
export interface Dataset<Sample> {
  /** Number of samples. */
  readonly length: number;
  /**
   * Sample number `index`.
   *
   * @param rng What a sample that is made at random draws from. A `loader` gives each sample of each epoch its own.
   * @throws {RangeError} If `index` is not a whole number in [0, length).
   */
  get(index: number, rng?: Rng): Sample;
  /**
   * True if samples draw from the rng that `get` receives, false if they never do. Default: true if `get` declares a
   * second parameter.
   */
  readonly random?: boolean | undefined;
  /** What a `loader` does with each batch; see `mapBatches`. */
  readonly changeBatch?: BatchChange | undefined;
}

/** Reports whether samples may draw from the rng that `get` receives. */
export function isRandom({ random, get }: Dataset<unknown>): boolean {
  return random ?? takesRng(get);
}

/**
 * Reports whether a function of a value and an rng may use the rng. Parameters with default values do not count towards
 * `length`, rest parameters give 0.
 */
export function takesRng({ length }: (value: never, rng: Rng) => unknown): boolean {
  return length !== 1;
}

/**
 * Checks the number of a sample; `place` says where it was found, if that helps.
 *
 * @throws {RangeError} If it is not a whole number in [0, length).
 */
export function checkIndex(op: string, index: number, length: number, place = ""): void {
  if (Number.isInteger(index) && index >= 0 && index < length) return;
  const advice = length === 0 ? "It is empty." : `Use one in [0, ${length - 1}].`;
  throw new RangeError(
    `${op}: there is no sample ${index}${place}: the data set has ${length} samples. ${advice}`,
  );
}
