import { checkIndex, type Dataset } from "./dataset.ts";
import { checkUnchanged } from "./map-batches.ts";

/**
 * Keeps each sample once it was made, so that the next epoch finds it. A promise that fails is not kept.
 *
 * Nothing random goes below it, as it would freeze: cache first, augment then.
 *
 * @example
 * const dataset = map(cache(photographs), ({ x, y }, rng) => ({ x: augment(x, rng), y }));
 */
export function cache<Sample>(dataset: Dataset<Sample>): Dataset<Sample> {
  checkUnchanged("cache", dataset);
  const kept = new Map<number, Sample>();
  return {
    length: dataset.length,
    get(index) {
      checkIndex("get", index, dataset.length);
      if (kept.has(index)) return kept.get(index) as Sample;
      const sample = dataset.get(index);
      kept.set(index, sample);
      if (sample instanceof Promise) sample.catch(() => kept.delete(index));
      return sample;
    },
  };
}
