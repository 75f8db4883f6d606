import { requireFunction } from "../checks.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Example, Examples } from "../datasets/examples.ts";
import { type IterableDataset, isIterable, stream } from "../datasets/iterable-dataset.ts";
import { checkUnchanged } from "./map-batches.ts";
import { subset } from "./subset.ts";

/**
 * Selects the samples for which a test returns true.
 *
 * A data set with indices is tested completely, now, and its samples are not copied. A stream is tested while it is read.
 *
 * @returns A promise if the samples are promises.
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

/** Tests one sample at a time: all at once might not fit into memory. */
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
