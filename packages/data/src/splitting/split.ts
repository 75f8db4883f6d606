import type { Rng } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { requireArray, requireNumbered } from "../checks.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Examples } from "../datasets/examples.ts";
import { subset } from "../transforms/subset.ts";
import { checkShuffling, type Shuffling } from "./shuffling.ts";
import { samplesByClass } from "./strata.ts";

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
) &
  Shuffling & {
    /**
     * The class of each sample: every part then has the same share of each, as nearly as whole samples allow. Only with
     * `fractions`.
     */
    readonly stratify?: ArrayLike<number>;
  };

/** Names of either kind of options: those that both have are all that `keyof` knows. */
type NamesOf<Kinds> = Kinds extends unknown ? keyof Kinds : never;
type AnySplitOptions = Partial<Record<NamesOf<SplitOptions<readonly number[]>>, unknown>>;

/** One of something for each part. */
export type ForEach<Parts extends readonly number[], T> = { -readonly [Part in keyof Parts]: T };

/**
 * Divides a data set into parts without a sample in common, at random unless `shuffle` is false. Nothing is copied.
 *
 * @throws {RangeError} If fractions or sizes are negative or do not add up.
 * @throws {ShapeError} If `stratify` has not one label for each sample.
 * @throws {TypeError} If there is no rng to shuffle with, or `stratify` comes with sizes.
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

/** Divides each class on its own, so that the parts together keep their shares of the whole. */
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
 * How many of `count` samples each part gets: its share rounded down, and those that are left over go, one each, to the
 * parts that are furthest behind. So no class is further from its share than a sample, and rounding errors do not add up.
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
