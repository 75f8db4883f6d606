import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import { requireNumbered } from "../checks.ts";
import { checkIndex, type Dataset } from "../datasets/dataset.ts";
import { checkUnchanged } from "./map-batches.ts";

/**
 * Keeps each sample once it was made, so that the next epoch finds it. A promise that fails is not kept.
 *
 * Nothing random goes below it, as it would freeze: cache first, augment then.
 *
 * @param options `limit`: samples kept at most, each worker by itself; the others are made anew. Default: all.
 * @throws {RangeError} If `limit` is not a whole number of at least 0.
 * @example
 * const dataset = map(cache(photographs), ({ x, y }, rng) => ({ x: augment(x, rng), y }));
 */
export function cache<Sample>(
  dataset: Dataset<Sample>,
  options: { readonly limit?: number } = {},
): Dataset<Sample> {
  checkOptions("cache", options, ["limit"]);
  requireNumbered("cache", dataset);
  checkUnchanged("cache", dataset);
  const { limit = dataset.length } = options;
  requireInteger("cache", "limit", limit, 0);
  const kept = new Map<number, Sample>();
  return {
    length: dataset.length,
    random: false,
    get(index) {
      checkIndex("get", index, dataset.length);
      if (kept.has(index)) return kept.get(index) as Sample;
      const sample = dataset.get(index);
      // None makes room for another: in an epoch each is wanted once, so that none is worth more than the others.
      if (kept.size >= limit) return sample;
      kept.set(index, sample);
      if (sample instanceof Promise) sample.catch(() => kept.delete(index));
      return sample;
    },
  };
}
