import { ShapeError, sizeOf } from "@cambium/tensor";
import { room, stackField } from "../batching/stacking.ts";
import { requireDataset } from "../checks.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { type Examples, fillFrom, isExamples } from "../datasets/examples.ts";
import { type IterableDataset, isIterable } from "../datasets/iterable-dataset.ts";
import type { ShapedValue, Value } from "../datasets/values.ts";
import { groupsOf, type Statistics } from "./groups.ts";
import { Moments } from "./moments.ts";

/** Number of samples measured at a time. */
const BLOCK = 256;

/** Part of a sample that is measured. */
export interface Measurable {
  /** Inputs: an image, `{ data, shape: [channels, height, width] }`, for example. */
  readonly x: Value | ShapedValue;
}

/**
 * Measures mean and (population) standard deviation of the inputs: of each column of rows, or of each channel of images
 * [channels, …], which may differ in size. Bytes of images are scaled to [0, 1].
 *
 * @returns A promise for streams and for data sets without layouts, such as an `imageFolder`, whose samples are read one after
 * another.
 * @throws {ShapeError} If there are no samples, or they differ in the number of columns or channels.
 * @see Chan, Golub, LeVeque: Algorithms for Computing the Sample Variance (1983); one value at a time.
 * @example
 * const toInput = normalize(await statistics(await imageFolder("photographs")));
 */
export function statistics(dataset: Examples): Statistics;
export function statistics(dataset: IterableDataset<Measurable>): Promise<Statistics>;
export function statistics(dataset: Dataset<Measurable | Promise<Measurable>>): Promise<Statistics>;
export function statistics(
  dataset: Examples | IterableDataset<Measurable> | Dataset<Measurable | Promise<Measurable>>,
): Statistics | Promise<Statistics> {
  requireDataset("statistics", dataset);
  if (isIterable(dataset)) return ofSamples(dataset);
  if (!isExamples(dataset)) return ofSamples(oneByOne(dataset));
  const [groups, size] = groupsOf(dataset.x.shape);
  const moments = new Moments(groups);
  const [x, y] = [room(dataset.x, BLOCK), room(dataset.y, BLOCK)];
  for (let start = 0; start < dataset.length; start += BLOCK) {
    const count = Math.min(BLOCK, dataset.length - start);
    const indices = Uint32Array.from({ length: count }, (_, i) => start + i);
    const values = x.subarray(0, count * groups * size);
    fillFrom(dataset, indices, values, y.subarray(0, count * sizeOf(dataset.y.shape)));
    moments.add(values, size);
  }
  return moments.statistics();
}

async function* oneByOne<Sample>(
  dataset: Dataset<Sample | Promise<Sample>>,
): AsyncGenerator<Sample, void, undefined> {
  for (let index = 0; index < dataset.length; index++) yield await dataset.get(index);
}

async function ofSamples(samples: AsyncIterable<Measurable>): Promise<Statistics> {
  let moments: Moments | undefined;
  let index = 0;
  for await (const { x } of samples) {
    const { values, shape } = stackField("x", [{ x, y: 0 }], [index++], { dtype: "float64" });
    const [groups, size] = groupsOf(shape);
    moments ??= new Moments(groups);
    checkAlike(groups, moments.groups);
    moments.add(values, size);
  }
  return (moments ?? new Moments(0)).statistics();
}

function checkAlike(groups: number, before: number): void {
  if (groups === before) return;
  throw new ShapeError(
    `statistics: rows differ in length: ${groups} numbers, and ${before} before. Give all as many.`,
  );
}
