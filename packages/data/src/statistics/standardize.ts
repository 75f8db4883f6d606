import { formatShape, type Rng, ShapeError, sizeOf, type TypedArray } from "@cambium/tensor";
import { room, stackField } from "../batching/stacking.ts";
import { requireDataset } from "../checks.ts";
import { type Dataset, isRandom } from "../datasets/dataset.ts";
import { type Example, type Examples, fillFrom, isExamples, withoutLayout } from "../datasets/examples.ts";
import { type IterableDataset, isIterable, stream } from "../datasets/iterable-dataset.ts";
import type { Layout, ShapedValue, Value } from "../datasets/values.ts";
import { checkUnchanged } from "../transforms/map-batches.ts";
import { Moments } from "./moments.ts";
import { requireStatistics, type Statistics } from "./statistics.ts";

/** What of a sample is measured and standardized. */
export interface Row {
  /** The inputs. */
  readonly x: Value;
}

/** Examples measured at a time. */
const BLOCK = 256;

/** What is measured of a sample. */
export interface Measurable {
  /** The inputs: an image, `{ data, shape: [channels, height, width] }`, for example. */
  readonly x: Value | ShapedValue;
}

/**
 * Mean and (population) standard deviation of the inputs: of each column of rows, and of each channel of images
 * [channels, …], which need not be of one size. Bytes of images count as 0 to 1.
 *
 * @returns A promise for a stream, and for samples without a layout, such as those of an `imageFolder`: each is made once,
 * one after another.
 * @throws {ShapeError} If there are no examples, or rows differ in length or images in channels.
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
  const [groups, size] = groupsOf(dataset.x);
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
    const [groups, size] = groupsOf({ shape });
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

/**
 * The same examples with inputs shifted and scaled: (x − mean) / std. What never changes is only shifted.
 *
 * @param statistics Those of the training examples, for training and test alike.
 * @throws {ShapeError} If there is not one mean and one std for each column or channel.
 * @throws {RangeError} If a number is not finite, or a std is negative.
 * @throws {TypeError} If the samples state no layout, as those of an `imageFolder` do not.
 * @example
 * const measured = statistics(train);
 * const [standardTrain, standardTest] = [standardize(train, measured), standardize(test, measured)];
 */
export function standardize(dataset: Examples, statistics: Statistics): Examples;
export function standardize<Sample extends Row>(
  dataset: IterableDataset<Sample>,
  statistics: Statistics,
): IterableDataset<Sample>;
export function standardize(
  dataset: Examples | IterableDataset<Row>,
  statistics: Statistics,
): Examples | IterableDataset<unknown> {
  checkUnchanged("standardize", dataset);
  requireStatistics("standardize", statistics);
  checkNumbers(statistics);
  if (isIterable(dataset)) {
    return stream((rng) => standardRows(dataset.pass(rng), statistics), dataset.random ?? true);
  }
  if (!isExamples(dataset))
    throw withoutLayout("standardize", "Use map, with normalize of @cambium/data-augment for images.");
  return new Standardized(dataset, statistics);
}

async function* standardRows(
  rows: AsyncIterable<Row>,
  statistics: Statistics,
): AsyncGenerator<unknown, void, undefined> {
  for await (const row of rows) {
    const x = typeof row.x === "number" ? Float32Array.of(row.x) : Float32Array.from(row.x);
    checkGroups(x.length, statistics);
    scale(x, 1, statistics);
    yield { ...row, x: typeof row.x === "number" ? x[0] : x };
  }
}

class Standardized implements Examples {
  readonly #source: Examples;
  readonly #statistics: Statistics;
  readonly x: Layout;
  /** Only where the source has it: it gives no sample an rng, which one that is made at random needs. */
  readonly fill?: NonNullable<Examples["fill"]>;

  constructor(source: Examples, statistics: Statistics) {
    checkGroups(groupsOf(source.x)[0], statistics);
    this.#source = source;
    this.#statistics = statistics;
    const { shape, dtype } = source.x;
    this.x = { shape, dtype: dtype === "float64" ? "float64" : "float32" };
    if (source.fill)
      this.fill = (indices, x, y) => {
        fillFrom(source, indices, x, y);
        scale(x, groupsOf(this.x)[1], statistics);
      };
  }

  get length(): number {
    return this.#source.length;
  }

  get y(): Layout {
    return this.#source.y;
  }

  get random(): boolean {
    return isRandom(this.#source);
  }

  get(index: number, rng?: Rng): Example {
    const { x, y } = this.#source.get(index, rng);
    const values = typeof x === "number" ? [x] : x;
    const scaled = this.x.dtype === "float64" ? Float64Array.from(values) : Float32Array.from(values);
    scale(scaled, groupsOf(this.x)[1], this.#statistics);
    return { x: typeof x === "number" ? (scaled[0] as number) : scaled, y };
  }
}

/** Into how many columns or channels a value falls, and the numbers of each. */
function groupsOf({ shape }: Pick<Layout, "shape">): [groups: number, size: number] {
  const groups = shape[0] ?? 1;
  return [groups, sizeOf(shape.slice(1))];
}

function scale(values: TypedArray | number[], size: number, { mean, std }: Statistics): void {
  for (let at = 0, group = 0; at < values.length; group = (group + 1) % mean.length) {
    const [shift, factor] = [mean[group] as number, 1 / ((std[group] as number) || 1)];
    for (const end = at + size; at < end; at++) values[at] = ((values[at] as number) - shift) * factor;
  }
}

function checkGroups(groups: number, { mean, std }: Statistics): void {
  if (mean.length === groups && std.length === groups) return;
  throw new ShapeError(
    `standardize: the inputs have ${groups} columns or channels, but there are ${mean.length} means and ${std.length} ` +
      "standard deviations. Give one of each for each.",
  );
}

function checkNumbers({ mean, std }: Statistics): void {
  if (mean.every(Number.isFinite) && std.every((value) => Number.isFinite(value) && value >= 0)) return;
  throw new RangeError(
    `standardize: means must be finite and standard deviations at least 0: got mean ${formatShape(mean)}, ` +
      `std ${formatShape(std)}. Leave out rows with missing values.`,
  );
}
