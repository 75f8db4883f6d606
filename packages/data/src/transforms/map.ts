import { Rng } from "@cambium/tensor";
import { requireFunction } from "../checks.ts";
import { checkIndex, type Dataset, isRandom, takesRng } from "../datasets/dataset.ts";
import { type IterableDataset, isIterable, stream } from "../datasets/iterable-dataset.ts";
import { checkUnchanged } from "./map-batches.ts";

/** Type of a mapped sample: a promise if the sample was a promise. */
export type Mapped<Before, After> = Before extends PromiseLike<unknown> ? Promise<Awaited<After>> : After;

/**
 * Transforms each sample every time it is read: augments an image, for example.
 *
 * @param change Transforms a sample. It must draw random numbers only from `rng`, so that a `loader` makes the same batches for
 * any number of workers. Without an rng of a caller, `rng` depends only on the index of the sample. The samples count as
 * random unless it declares one parameter only.
 * @example
 * const augmented = map(train.images(), ({ x, y }, rng) => ({ x: horizontalFlip()(x, rng), y }));
 */
export function map<Before, After>(
  dataset: Dataset<Before>,
  change: (sample: Awaited<Before>, rng: Rng) => After,
): Dataset<Mapped<Before, After>>;
export function map<Before, After>(
  dataset: IterableDataset<Before>,
  change: (sample: Before, rng: Rng) => After | Promise<After>,
): IterableDataset<After>;
export function map(
  dataset: Dataset<unknown> | IterableDataset<unknown>,
  change: (sample: unknown, rng: Rng) => unknown,
): Dataset<unknown> | IterableDataset<unknown> {
  checkUnchanged("map", dataset);
  requireFunction("map", "change", change, "map(dataset, ({ x, y }, rng) => ({ x, y }))");
  if (isIterable(dataset)) {
    const random = takesRng(change) || (dataset.random ?? true);
    return stream((rng) => changed(dataset.pass(rng.fork("source")), change, rng), random);
  }
  return {
    length: dataset.length,
    random: takesRng(change) || isRandom(dataset),
    get(index, rng = new Rng(0).fork(index)) {
      checkIndex("get", index, dataset.length);
      const sample = dataset.get(index, rng.fork("source"));
      return sample instanceof Promise ? sample.then((value) => change(value, rng)) : change(sample, rng);
    },
  };
}

async function* changed(
  samples: AsyncIterable<unknown>,
  change: (sample: unknown, rng: Rng) => unknown,
  rng: Rng,
): AsyncGenerator<unknown, void, undefined> {
  let index = 0;
  for await (const sample of samples) yield await change(sample, rng.fork(index++));
}
