import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import { requireNumbered } from "../checks.ts";
import { checkIndex, type Dataset } from "../datasets/dataset.ts";
import { checkUnchanged } from "./map-batches.ts";

/**
 * Keeps each sample in memory after its first use. A promise that rejects is not kept.
 *
 * Apply random transforms after the cache, not before it: a cached sample never changes.
 *
 * @param options `limit`: maximum number of samples to keep, for each worker separately; others are made again. Default: all.
 * @throws {RangeError} If `limit` is not an integer of at least 0.
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
      // Samples are never evicted: each is used once in an epoch, so none is more valuable than another.
      if (kept.size >= limit) return sample;
      kept.set(index, sample);
      if (sample instanceof Promise) sample.catch(() => kept.delete(index));
      return sample;
    },
  };
}
