import type { Rng } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { requireArray, requireNumbered } from "../checks.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Examples } from "../datasets/examples.ts";
import { subset } from "../transforms/subset.ts";
import { checkShuffling, type Shuffling } from "./shuffling.ts";
import { samplesByClass } from "./strata.ts";

/** Options of {@link split}. */
export type SplitOptions<Parts extends readonly number[]> = (
  | {
      /** Fraction of the samples in each part; the sum must be 1. Boundaries are rounded to the nearest sample. */
      readonly fractions: Parts;
    }
  | {
      /** Number of samples in each part; the sum must be the length of the data set. */
      readonly sizes: Parts;
    }
) &
  Shuffling & {
    /**
     * Class of each sample. Every part then has the same proportion of each class, up to one sample. Only with
     * `fractions`.
     */
    readonly stratify?: ArrayLike<number>;
  };

/** Names of the options of all members of a union. `keyof` alone gives those that all members have. */
type NamesOf<Kinds> = Kinds extends unknown ? keyof Kinds : never;
type AnySplitOptions = Partial<Record<NamesOf<SplitOptions<readonly number[]>>, unknown>>;

/** Tuple with one element for each part. */
export type ForEach<Parts extends readonly number[], T> = { -readonly [Part in keyof Parts]: T };

/**
 * Splits a data set into disjoint parts, at random unless `shuffle` is false. Samples are not copied.
 *
 * @throws {RangeError} If fractions or sizes are negative or have the wrong sum.
 * @throws {ShapeError} If `stratify` does not have one label for each sample.
 * @throws {TypeError} If the order is random and there is no rng, or `stratify` is combined with `sizes`.
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
  requireNumbered("split", dataset);
  checkOptions("split", options as AnySplitOptions, ["fractions", "sizes", "shuffle", "rng", "stratify"], {
    rng: "optional",
  });
  checkShuffling("split", options);
  const shares = "sizes" in options ? options.sizes : options.fractions;
  requireArray("split", "sizes" in options ? "sizes" : "fractions", shares);
  const { length } = dataset;
  if (options.stratify) return splitByClass(dataset, options, options.stratify);
  const ends =
    "sizes" in options ? endsOfSizes(options.sizes, length) : endsOfFractions(options.fractions, length);
  const order = options.rng?.permutation(length) ?? Uint32Array.from({ length }, (_, index) => index);
  return ends.map((end, part) => subset(dataset, order.subarray(ends[part - 1] ?? 0, end)));
}

/** Splits each class separately, while the sizes of the parts keep their fractions of the whole. */
function splitByClass(
  dataset: Dataset<unknown>,
  options: SplitOptions<readonly number[]>,
  labels: ArrayLike<number>,
): Dataset<unknown>[] {
  if (!("fractions" in options)) {
    throw new TypeError("split: stratify goes with fractions, not with sizes. Give fractions.");
  }
  const { fractions, rng } = options;
  checkFractions(fractions);
  const parts = fractions.map((): number[] => []);
  let dealt = 0;
  for (const members of samplesByClass("split", labels, dataset.length)) {
    const order = rng?.permutation(members.length) ?? Uint32Array.from(members.keys());
    dealt += members.length;
    const behind = fractions.map((fraction, part) => fraction * dealt - (parts[part] as number[]).length);
    let start = 0;
    sharesOfClass(fractions, members.length, behind).forEach((share, part) => {
      for (const position of order.subarray(start, start + share))
        (parts[part] as number[]).push(members[position] as number);
      start += share;
    });
  }
  return parts.map((part) => subset(dataset, rng ? mixed(part, rng) : part.sort((a, b) => a - b)));
}

/**
 * Number of samples of a class for each part: its fraction rounded down, plus at most one of the remaining samples, which go to
 * the parts that are furthest behind. Each class is thus within one sample of its fraction, and rounding errors do not add up.
 */
function sharesOfClass(fractions: readonly number[], count: number, behind: readonly number[]): number[] {
  const shares = fractions.map((fraction) => Math.floor(fraction * count));
  const left = count - shares.reduce((sum, share) => sum + share, 0);
  const lacks = shares.map((share, part) => (behind[part] as number) - share);
  const neediest = [...fractions.keys()]
    .filter((part) => (fractions[part] as number) > 0)
    .sort((one, other) => (lacks[other] as number) - (lacks[one] as number));
  for (const part of neediest.slice(0, left)) (shares[part] as number)++;
  return shares;
}

function mixed(indices: readonly number[], rng: Rng): number[] {
  return Array.from(rng.permutation(indices.length), (position) => indices[position] as number);
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
  checkFractions(fractions);
  return runningSums(fractions).map((end) => Math.round(end * length));
}

function checkFractions(fractions: readonly number[]): void {
  const sum = runningSums(fractions).at(-1) ?? 0;
  if (fractions.every((fraction) => fraction >= 0) && Math.abs(sum - 1) < 1e-9) return;
  throw new RangeError(
    `split: fractions must be at least 0 and add up to 1: got [${fractions.join(", ")}]. Add a part for the rest.`,
  );
}

function runningSums(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}
