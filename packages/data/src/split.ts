import type { Rng } from "@cambium/tensor";
import type { Dataset } from "./dataset.ts";
import type { Examples } from "./examples.ts";
import { subset } from "./subset.ts";

/** How {@link split} divides. */
export type SplitOptions<Parts extends readonly number[]> = (
  | {
      /** Each part's share; together 1. Where shares end between two samples, the nearer end is taken. */
      readonly fractions: Parts;
    }
  | {
      /** Each part's number of samples; together all of them. */
      readonly sizes: Parts;
    }
) & {
  /** Deals out the samples at random. Default: in order, the first ones to the first part. */
  readonly rng?: Rng;
};

/** One of something for each part. */
export type ForEach<Parts extends readonly number[], T> = { -readonly [Part in keyof Parts]: T };

/**
 * Divides a data set into parts without a sample in common. Nothing is copied.
 *
 * @throws {RangeError} If fractions or sizes are negative or do not add up.
 * @example
 * const [train, validation] = split(images, { fractions: [0.9, 0.1], rng: rng.fork("split") });
 */
export function split<const Parts extends readonly number[]>(
  dataset: Examples,
  options: SplitOptions<Parts>,
): ForEach<Parts, Examples>;
export function split<Sample, const Parts extends readonly number[]>(
  dataset: Dataset<Sample>,
  options: SplitOptions<Parts>,
): ForEach<Parts, Dataset<Sample>>;
export function split(
  dataset: Dataset<unknown>,
  options: SplitOptions<readonly number[]>,
): Dataset<unknown>[] {
  const { length } = dataset;
  const ends =
    "sizes" in options ? endsOfSizes(options.sizes, length) : endsOfFractions(options.fractions, length);
  const order = options.rng?.permutation(length) ?? Uint32Array.from({ length }, (_, index) => index);
  return ends.map((end, part) => subset(dataset, order.subarray(ends[part - 1] ?? 0, end)));
}

function endsOfSizes(sizes: readonly number[], length: number): number[] {
  const ends = runningSums(sizes);
  if (sizes.every((size) => Number.isInteger(size) && size >= 0) && (ends.at(-1) ?? 0) === length)
    return ends;
  throw new RangeError(
    `split: sizes must be whole numbers of at least 0 that add up to the number of samples, ${length}: ` +
      `got [${sizes.join(", ")}]. Add a part for the rest.`,
  );
}

function endsOfFractions(fractions: readonly number[], length: number): number[] {
  const ends = runningSums(fractions);
  if (fractions.every((fraction) => fraction >= 0) && Math.abs((ends.at(-1) ?? 0) - 1) < 1e-9) {
    return ends.map((end) => Math.round(end * length));
  }
  throw new RangeError(
    `split: fractions must be at least 0 and add up to 1: got [${fractions.join(", ")}]. Add a part for the rest.`,
  );
}

function runningSums(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}
