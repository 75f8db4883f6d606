import type { Shape } from "@cambium/tensor";
import { requireDataset, requireFunction } from "../checks.ts";
import { type Dataset, isRandom, takesRng } from "../datasets/dataset.ts";
import { isExamples } from "../datasets/examples.ts";
import { type IterableDataset, isIterable, stream } from "../datasets/iterable-dataset.ts";
import type { Sample, ShapedValue } from "../datasets/values.ts";
import type { BatchChange } from "./batch-change.ts";

/**
 * Transforms each batch of a `loader`, in its workers: mixes images with each other, for example, or augments them in one call.
 *
 * Apply it last. The result can be split or loaded; its individual samples are those of `dataset`.
 *
 * @param change Transforms a batch. It must draw random numbers only from `rng`, which depends on the epoch and the number of
 * the batch, and must neither keep nor modify its argument. The batches count as random unless it declares one parameter
 * only.
 * @throws {TypeError} If the batches of the data set are already transformed.
 * @see {@link map} for individual samples.
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

/** Returns the samples of a data set together with the shapes of its layouts. */
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
 * Checks that an argument is a data set without a transform of batches, which a transform of samples would lose.
 *
 * @throws {TypeError} If it is not a data set, or has such a transform.
 */
export function checkUnchanged(op: string, dataset: Dataset<unknown> | IterableDataset<unknown>): void {
  requireDataset(op, dataset);
  if (!dataset.changeBatch) return;
  throw new TypeError(
    `${op}: batches of this data set are changed by mapBatches, which would be lost: call ${op} before mapBatches.`,
  );
}
