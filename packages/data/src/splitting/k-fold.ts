import type { Rng } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { requireNumbered } from "../checks.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Examples } from "../datasets/examples.ts";
import { subset } from "../transforms/subset.ts";
import { checkShuffling, type Shuffling } from "./shuffling.ts";
import { samplesByClass } from "./strata.ts";

/** How {@link kFold} divides. */
export type KFoldOptions = Shuffling & {
  /** Number of folds, from 2 to the number of samples. */
  readonly folds: number;
  /** The class of each sample: every fold then has the same share of each, as nearly as whole samples allow. */
  readonly stratify?: ArrayLike<number>;
};

/** One way to divide: all folds but one, and that one. */
export interface Fold<Data> {
  /** To learn from. */
  readonly train: Data;
  /** To judge by. */
  readonly validation: Data;
}

/**
 * Divides a data set for cross-validation, at random unless `shuffle` is false: each sample is in the validation part of
 * exactly one fold.
 *
 * @throws {RangeError} If `folds` is not a whole number from 2 to the number of samples.
 * @throws {ShapeError} If `stratify` has not one label for each sample.
 * @throws {TypeError} If there is no rng to shuffle with.
 * @example
 * for (const { train, validation } of kFold(iris, { folds: 5, rng: rng.fork("folds") })) evaluate(train, validation);
 */
export function kFold(dataset: Examples, options: KFoldOptions): Fold<Examples>[];
export function kFold<Sample>(dataset: Dataset<Sample>, options: KFoldOptions): Fold<Dataset<Sample>>[];
export function kFold(dataset: Dataset<unknown>, options: KFoldOptions): Fold<Dataset<unknown>>[] {
  requireNumbered("kFold", dataset);
  checkOptions("kFold", options, ["folds", "shuffle", "rng", "stratify"], { rng: "optional" });
  checkShuffling("kFold", options);
  const { folds, rng, stratify } = options;
  const { length } = dataset;
  if (!Number.isInteger(folds) || folds < 2 || folds > length) {
    throw new RangeError(
      `kFold: folds must be a whole number from 2 to the number of samples, ${length}: got ${folds}.`,
    );
  }
  const foldOf = stratify
    ? dealtByClass(samplesByClass("kFold", stratify, length), folds, rng)
    : inRuns(length, folds, rng);
  return Array.from({ length: folds }, (_, fold) => ({
    train: subset(
      dataset,
      numbersWhere(foldOf, (other) => other !== fold),
    ),
    validation: subset(
      dataset,
      numbersWhere(foldOf, (other) => other === fold),
    ),
  }));
}

/** Folds of neighbors, or of random ones; the first folds have one more where they cannot be equal. */
function inRuns(length: number, folds: number, rng: Rng | undefined): Uint32Array {
  const order = rng?.permutation(length) ?? Uint32Array.from({ length }, (_, index) => index);
  const foldOf = new Uint32Array(length);
  const [size, more] = [Math.floor(length / folds), length % folds];
  order.forEach((index, position) => {
    const inLarger = Math.floor(position / (size + 1));
    foldOf[index] = inLarger < more ? inLarger : Math.floor((position - more) / size);
  });
  return foldOf;
}

/** Each class is dealt out in turn, the next one from where the last one ended. */
function dealtByClass(classes: readonly number[][], folds: number, rng: Rng | undefined): Uint32Array {
  const foldOf = new Uint32Array(classes.reduce((sum, members) => sum + members.length, 0));
  let dealt = 0;
  for (const members of classes) {
    const order = rng?.permutation(members.length) ?? members.keys();
    for (const position of order) foldOf[members[position] as number] = dealt++ % folds;
  }
  return foldOf;
}

function numbersWhere(values: Uint32Array, test: (value: number) => boolean): number[] {
  const numbers: number[] = [];
  values.forEach((value, index) => {
    if (test(value)) numbers.push(index);
  });
  return numbers;
}
