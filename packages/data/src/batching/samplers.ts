import type { Rng } from "@cambium/tensor";
import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import { requireArray } from "../checks.ts";
import { samplesByClass } from "../splitting/strata.ts";

/** Chooses the samples of an epoch and their order. */
export interface Sampler {
  /** Number of samples in an epoch. */
  readonly length: number;
  /** Returns the indices of the samples of one epoch. */
  order(rng: Rng): Uint32Array;
}

/**
 * Draws samples with replacement, with probabilities proportional to their weights.
 *
 * @param weights One weight for each sample, at least 0, not all 0.
 * @param options `count`: number of draws in an epoch. Default: the number of weights.
 * @throws {RangeError} If a weight is negative or not finite, or all are 0.
 */
export function weightedSampler(
  weights: ArrayLike<number>,
  options: { readonly count?: number } = {},
): Sampler {
  checkOptions("weightedSampler", options, ["count"]);
  requireArray("weightedSampler", "weights", weights);
  const { count = weights.length } = options;
  requireInteger("weightedSampler", "count", count, 0);
  const sums = runningSums(weights);
  return {
    length: count,
    order: (rng) =>
      Uint32Array.from({ length: count }, () => firstAbove(sums, uniform53(rng) * (sums.at(-1) as number))),
  };
}

/**
 * Draws samples with replacement so that all classes are equally likely, whatever their number of samples.
 *
 * @param labels Class of each sample.
 * @param options `count`: number of draws in an epoch. Default: the number of labels.
 * @throws {RangeError} If there are no labels.
 */
export function classBalancedSampler(
  labels: ArrayLike<number>,
  options: { readonly count?: number } = {},
): Sampler {
  checkOptions("classBalancedSampler", options, ["count"]);
  requireArray("classBalancedSampler", "labels", labels);
  if (labels.length === 0)
    throw new RangeError("classBalancedSampler: there are no labels: got 0. Give one for each sample.");
  const weights = new Float64Array(labels.length);
  for (const members of samplesByClass("classBalancedSampler", labels, labels.length))
    for (const index of members) weights[index] = 1 / members.length;
  return weightedSampler(weights, options);
}

function runningSums(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index] as number;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `weightedSampler: weights must be finite and at least 0: number ${index} is ${weight}. Give 0 to leave it out.`,
      );
    }
    sums[index] = sum += weight;
  }
  if (sum > 0 && sum < Number.POSITIVE_INFINITY) return sums;
  throw new RangeError(
    `weightedSampler: the weights must have a finite sum above 0: that of ${weights.length} is ${sum}. Scale them.`,
  );
}

/** Random number in [0, 1) with 53 bits. With 24 bits, some samples of large data sets would never be drawn. */
function uniform53(rng: Rng): number {
  return ((rng.bits() >>> 5) * 0x4000000 + (rng.bits() >>> 6)) / 0x20000000000000;
}

/** First index whose running sum is above a value. */
function firstAbove(sums: Float64Array, value: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sums[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
