import { formatShape, type Rng, ShapeError, type TypedArray } from "@cambium/tensor";
import { isRandom } from "../datasets/dataset.ts";
import { type Example, type Examples, fillFrom, isExamples, withoutLayout } from "../datasets/examples.ts";
import { type IterableDataset, isIterable, stream } from "../datasets/iterable-dataset.ts";
import type { Layout, Value } from "../datasets/values.ts";
import { checkUnchanged } from "../transforms/map-batches.ts";
import { groupsOf, requireStatistics, type Statistics } from "./groups.ts";

/** Part of a sample that is standardized. */
export interface Row {
  /** Inputs. */
  readonly x: Value;
}

/**
 * Standardizes the inputs of a data set: (x − mean) / std. Columns with a standard deviation of 0 are only shifted.
 *
 * @param statistics Statistics of the training data, for training and test data alike.
 * @throws {ShapeError} If there is not one mean and one std for each column or channel.
 * @throws {RangeError} If a number is not finite, or a std is negative.
 * @throws {TypeError} If the data set has no layouts, like an `imageFolder`.
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
  /** Present only if the source has it. It passes no rng, which random samples need. */
  readonly fill?: NonNullable<Examples["fill"]>;

  constructor(source: Examples, statistics: Statistics) {
    checkGroups(groupsOf(source.x.shape)[0], statistics);
    this.#source = source;
    this.#statistics = statistics;
    const { shape, dtype } = source.x;
    this.x = { shape, dtype: dtype === "float64" ? "float64" : "float32" };
    if (source.fill)
      this.fill = (indices, x, y) => {
        fillFrom(source, indices, x, y);
        scale(x, groupsOf(this.x.shape)[1], statistics);
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
    scale(scaled, groupsOf(this.x.shape)[1], this.#statistics);
    return { x: typeof x === "number" ? (scaled[0] as number) : scaled, y };
  }
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
