import type { Rng } from "@cambium/tensor";
import { checkOptions, inWords } from "@cambium/tensor/checks";
import { requireNumbered } from "../checks.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Examples } from "../datasets/examples.ts";
import { subset } from "../transforms/subset.ts";
import { checkShuffling, type Shuffling } from "./shuffling.ts";
import { samplesByClass } from "./strata.ts";

/** Options of {@link kFold}. */
export type KFoldOptions = Shuffling & {
  /** Number of folds, from 2 to the number of samples. */
  readonly folds: number;
  /** Class of each sample. Every fold then has the same proportion of each class, up to one sample. */
  readonly stratify?: ArrayLike<number>;
};

/** Training and validation part of one fold. */
export interface Fold<Data> {
  /** Samples of the other folds, for training. */
  readonly train: Data;
  /** Samples of this fold, for validation. */
  readonly validation: Data;
}

/**
 * Splits a data set for cross-validation, at random unless `shuffle` is false. Each sample is in the validation part of
 * exactly one fold.
 *
 * @throws {RangeError} If `folds` is not an integer from 2 to the number of samples.
 * @throws {ShapeError} If `stratify` does not have one label for each sample.
 * @throws {TypeError} If the order is random and there is no rng.
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
      `kFold: folds must be a whole number from 2 to the number of samples, ${length}: got ${inWords(folds)}.`,
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

/** Assigns consecutive samples, or random ones, to folds. If the sizes cannot be equal, the first folds have one more. */
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

/** Deals the samples of each class to the folds in turn. Each class continues where the previous one ended. */
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
