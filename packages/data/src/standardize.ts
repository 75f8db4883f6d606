import { formatShape, type Rng, ShapeError, sizeOf, type TypedArray } from "@cambium/tensor";
import { type Example, type Examples, fillFrom } from "./examples.ts";
import { type IterableDataset, isIterable, iterable } from "./iterable-dataset.ts";
import { checkUnchanged } from "./map-batches.ts";
import { room } from "./stacking.ts";
import type { Statistics } from "./statistics.ts";
import type { Layout, Value } from "./values.ts";

/** What of a sample is measured and standardized. */
export interface Row {
  /** The inputs. */
  readonly x: Value;
}

/** Examples measured at a time. */
const BLOCK = 256;

/**
 * Mean and (population) standard deviation of the inputs: of each column of rows, and of each channel of images
 * [channels, …].
 *
 * @returns A promise for a stream of rows, which is read once from beginning to end.
 * @throws {ShapeError} If there are no examples, or the rows of a stream differ in length.
 * @see Chan, Golub, LeVeque: Algorithms for Computing the Sample Variance (1983); one value at a time.
 */
export function statistics(dataset: Examples): Statistics;
export function statistics(dataset: IterableDataset<Row>): Promise<Statistics>;
export function statistics(dataset: Examples | IterableDataset<Row>): Statistics | Promise<Statistics> {
  if (isIterable(dataset)) return ofStream(dataset);
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

async function ofStream(dataset: IterableDataset<Row>): Promise<Statistics> {
  let moments: Moments | undefined;
  for await (const { x } of dataset) {
    const row = typeof x === "number" ? [x] : x;
    moments ??= new Moments(row.length);
    moments.addRow(row);
  }
  return (moments ?? new Moments(0)).statistics();
}

/**
 * The same examples with inputs shifted and scaled: (x − mean) / std. What never changes is only shifted.
 *
 * @param statistics Those of the training examples, for training and test alike.
 * @throws {ShapeError} If there is not one mean and one std for each column or channel.
 * @throws {RangeError} If a number is not finite, or a std is negative.
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
  checkNumbers(statistics);
  if (isIterable(dataset)) return iterable((rng) => standardRows(dataset.pass(rng), statistics));
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

  get(index: number, rng?: Rng): Example {
    const { x, y } = this.#source.get(index, rng);
    const values = typeof x === "number" ? [x] : x;
    const scaled = this.x.dtype === "float64" ? Float64Array.from(values) : Float32Array.from(values);
    scale(scaled, groupsOf(this.x)[1], this.#statistics);
    return { x: typeof x === "number" ? (scaled[0] as number) : scaled, y };
  }
}

/** Into how many columns or channels a value falls, and the numbers of each. */
function groupsOf({ shape }: Layout): [groups: number, size: number] {
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

/** Running means and sums of squared distances from them. */
class Moments {
  readonly #mean: Float64Array;
  readonly #squares: Float64Array;
  readonly #count: Float64Array;

  constructor(groups: number) {
    this.#mean = new Float64Array(groups);
    this.#squares = new Float64Array(groups);
    this.#count = new Float64Array(groups);
  }

  /** Adds values of which `size` of each group follow one another. */
  add(values: ArrayLike<number>, size: number): void {
    const groups = this.#mean.length;
    for (let at = 0; at < values.length; at++)
      this.#addOne(Math.floor(at / size) % groups, values[at] as number);
  }

  /** @throws {ShapeError} If there is not one number for each group. */
  addRow(values: ArrayLike<number>): void {
    const groups = this.#mean.length;
    if (values.length !== groups) {
      throw new ShapeError(
        `statistics: rows differ in length: ${values.length} numbers, and ${groups} before. Give all as many.`,
      );
    }
    this.add(values, 1);
  }

  statistics(): Statistics {
    if (this.#mean.length === 0 || this.#count[0] === 0)
      throw new ShapeError("statistics: there is nothing to measure: got 0 examples. Give at least one.");
    const std = Array.from(this.#squares, (sum, group) => Math.sqrt(sum / (this.#count[group] as number)));
    return { mean: Array.from(this.#mean), std };
  }

  #addOne(group: number, value: number): void {
    const count = (this.#count[group] as number) + 1;
    this.#count[group] = count;
    const distance = value - (this.#mean[group] as number);
    this.#mean[group] = (this.#mean[group] as number) + distance / count;
    this.#squares[group] =
      (this.#squares[group] as number) + distance * (value - (this.#mean[group] as number));
  }
}
