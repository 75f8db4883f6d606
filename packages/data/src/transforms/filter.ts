import { requireFunction } from "../checks.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Example, Examples } from "../datasets/examples.ts";
import { type IterableDataset, isIterable, stream } from "../datasets/iterable-dataset.ts";
import { checkUnchanged } from "./map-batches.ts";
import { subset } from "./subset.ts";

/**
 * The samples for which a test holds.
 *
 * Where samples have numbers, all are looked at once, now, and nothing is copied; a stream is tested as it flows.
 *
 * @returns A promise where the samples are promises.
 * @example
 * const onlySevens = filter(images, ({ y }) => y === 7);
 */
export function filter(dataset: Examples, test: (example: Example, index: number) => boolean): Examples;
export function filter<Sample>(
  dataset: Dataset<Promise<Sample>>,
  test: (sample: Sample, index: number) => boolean,
): Promise<Dataset<Promise<Sample>>>;
export function filter<Sample>(
  dataset: Dataset<Sample>,
  test: (sample: Sample, index: number) => boolean,
): Dataset<Sample>;
export function filter<Sample>(
  dataset: IterableDataset<Sample>,
  test: (sample: Sample, index: number) => boolean,
): IterableDataset<Sample>;
export function filter(
  dataset: Dataset<unknown> | IterableDataset<unknown>,
  test: (sample: never, index: number) => boolean,
): unknown {
  const holds = test as (sample: unknown, index: number) => boolean;
  checkUnchanged("filter", dataset);
  requireFunction("filter", "test", test, "filter(dataset, ({ y }) => y === 7)");
  if (isIterable(dataset)) return stream((rng) => passing(dataset.pass(rng), holds), dataset.random ?? true);
  const first = dataset.length > 0 ? dataset.get(0) : undefined;
  return first instanceof Promise ? filterPromises(dataset, holds) : subset(dataset, found(dataset, holds));
}

function found(dataset: Dataset<unknown>, holds: (sample: unknown, index: number) => boolean): number[] {
  const indices: number[] = [];
  for (let index = 0; index < dataset.length; index++)
    if (holds(dataset.get(index), index)) indices.push(index);
  return indices;
}

/** One at a time: all at once could need more memory than there is. */
async function filterPromises(
  dataset: Dataset<unknown>,
  holds: (sample: unknown, index: number) => boolean,
): Promise<Dataset<unknown>> {
  const indices: number[] = [];
  for (let index = 0; index < dataset.length; index++)
    if (holds(await dataset.get(index), index)) indices.push(index);
  return subset(dataset, indices);
}

async function* passing(
  samples: AsyncIterable<unknown>,
  holds: (sample: unknown, index: number) => boolean,
): AsyncGenerator<unknown, void, undefined> {
  let index = 0;
  for await (const sample of samples) if (holds(sample, index++)) yield sample;
}
