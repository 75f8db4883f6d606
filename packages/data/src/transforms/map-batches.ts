import type { Shape } from "@cambium/tensor";
import { requireDataset, requireFunction } from "../checks.ts";
import { type Dataset, isRandom, takesRng } from "../datasets/dataset.ts";
import { isExamples } from "../datasets/examples.ts";
import { type IterableDataset, isIterable, stream } from "../datasets/iterable-dataset.ts";
import type { Sample, ShapedValue } from "../datasets/values.ts";
import type { BatchChange } from "./batch-change.ts";

/**
 * Makes something else of each batch that a `loader` makes, in its workers: mixes images with one another, or changes all of
 * them in one call.
 *
 * It comes last: divide the result, or load it. Its samples, one by one, are those of `dataset`.
 *
 * @param change Draws from `rng`, which depends on the epoch and the number of the batch, never from elsewhere. It must not
 * keep what it is given, nor change it.
 * @throws {TypeError} If batches of the data set are changed already.
 * @see {@link map} for one sample after another.
 * @example
 * const mixed = mapBatches(train.images(), ({ x, y }, rng) => {
 *   const { images, targets } = mixup({ numClasses: 10 })(augment(x, rng.fork("augment")), y.data, rng.fork("mix"));
 *   return { x: images, y: targets };
 * });
 */
export function mapBatches<Each extends Sample>(
  dataset: Dataset<Each | Promise<Each>>,
  change: BatchChange<Each>,
): Dataset<Each | Promise<Each>>;
export function mapBatches<Each extends Sample>(
  dataset: IterableDataset<Each>,
  change: BatchChange<Each>,
): IterableDataset<Each>;
export function mapBatches(
  dataset: Dataset<unknown> | IterableDataset<unknown>,
  change: BatchChange,
): Dataset<unknown> | IterableDataset<unknown> {
  checkUnchanged("mapBatches", dataset);
  requireFunction("mapBatches", "change", change, "mapBatches(dataset, ({ x, y }, rng) => ({ x, y }))");
  if (isIterable(dataset)) {
    const random = takesRng(change) || (dataset.random ?? true);
    return { ...stream((rng) => dataset.pass(rng), random), changeBatch: change };
  }
  const random = takesRng(change) || isRandom(dataset);
  return { length: dataset.length, get: shapedSamples(dataset), random, changeBatch: change };
}

/** The samples of a data set, with the sizes that it states of them. */
function shapedSamples(dataset: Dataset<unknown>): Dataset<unknown>["get"] {
  if (!isExamples(dataset)) return (index, rng) => dataset.get(index, rng);
  const shaped = (value: number | ShapedValue["data"], shape: Shape) =>
    typeof value === "number" ? value : { data: value, shape };
  return (index, rng) => {
    const { x, y } = dataset.get(index, rng);
    return { x: shaped(x, dataset.x.shape), y: shaped(y, dataset.y.shape) };
  };
}

/**
 * Checks that an argument is a data set which does not change batches: a transform of its samples would lose that.
 *
 * @throws {TypeError} If it is not.
 */
export function checkUnchanged(op: string, dataset: Dataset<unknown> | IterableDataset<unknown>): void {
  requireDataset(op, dataset);
  if (!dataset.changeBatch) return;
  throw new TypeError(
    `${op}: batches of this data set are changed by mapBatches, which would be lost: call ${op} before mapBatches.`,
  );
}
