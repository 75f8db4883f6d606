import { formatShape, type Rng, ShapeError, sameShape, sizeOf, type TypedArray } from "@cambium/tensor";
import { requireArray } from "../checks.ts";
import { checkIndex, type Dataset, isRandom } from "../datasets/dataset.ts";
import { type Example, type Examples, fillFrom, isExamples } from "../datasets/examples.ts";
import { type IterableDataset, isIterable, stream } from "../datasets/iterable-dataset.ts";
import type { Layout } from "../datasets/values.ts";
import { checkUnchanged } from "./map-batches.ts";

/**
 * Concatenates data sets. Samples are not copied.
 *
 * @throws {ShapeError} If the data sets have different layouts.
 * @throws {TypeError} If streams and data sets with indices are mixed, or there are no data sets.
 */
export function concat(datasets: readonly Examples[]): Examples;
export function concat<Sample>(datasets: readonly IterableDataset<Sample>[]): IterableDataset<Sample>;
export function concat<Sample>(datasets: readonly Dataset<Sample>[]): Dataset<Sample>;
export function concat(
  datasets: readonly (Dataset<unknown> | IterableDataset<unknown>)[],
): Dataset<unknown> | IterableDataset<unknown> {
  requireArray("concat", "the data sets", datasets);
  for (const dataset of datasets) checkUnchanged("concat", dataset);
  if (datasets.length > 0 && datasets.every((dataset) => isIterable(dataset))) {
    return stream(
      (rng) => oneAfterAnother(datasets, rng),
      datasets.some(({ random = true }) => random),
    );
  }
  if (datasets.length === 0 || datasets.some((dataset) => isIterable(dataset))) {
    throw new TypeError(
      `concat: needs data sets of one kind: got ${datasets.length}, ` +
        `${datasets.filter((dataset) => isIterable(dataset)).length} of them streams. Make streams of all or of none.`,
    );
  }
  const numbered = datasets as readonly Dataset<unknown>[];
  if (!numbered.every(isExamples)) return new Joined(numbered);
  checkLayouts(numbered);
  return new JoinedExamples(numbered);
}

async function* oneAfterAnother(
  datasets: readonly IterableDataset<unknown>[],
  rng: Rng,
): AsyncGenerator<unknown, void, undefined> {
  for (const [part, dataset] of datasets.entries()) yield* dataset.pass(rng.fork(part));
}

function checkLayouts(datasets: readonly Examples[]): void {
  const first = datasets[0] as Examples;
  for (const [part, dataset] of datasets.entries()) {
    for (const field of ["x", "y"] as const) {
      const [wanted, found] = [first[field], dataset[field]];
      if (sameShape(wanted.shape, found.shape) && wanted.dtype === found.dtype) continue;
      throw new ShapeError(
        `concat: the layouts of ${field} differ: ${wanted.dtype} ${formatShape(wanted.shape)} in the first data ` +
          `set, ${found.dtype} ${formatShape(found.shape)} in number ${part}. Make them alike with map.`,
      );
    }
  }
}

class Joined<Sample> implements Dataset<Sample> {
  readonly length: number;
  readonly parts: readonly Dataset<Sample>[];
  /** Number of samples up to and including each part. */
  readonly #ends: readonly number[];

  constructor(parts: readonly Dataset<Sample>[]) {
    this.parts = parts;
    let end = 0;
    this.#ends = parts.map((part) => (end += part.length));
    this.length = end;
  }

  get random(): boolean {
    return this.parts.some(isRandom);
  }

  get(index: number, rng?: Rng): Sample {
    checkIndex("get", index, this.length);
    const [part, inPart] = this.place(index);
    return (this.parts[part] as Dataset<Sample>).get(inPart, rng);
  }

  /** Returns the part that contains a sample, and the index of the sample in it. */
  place(index: number): [part: number, index: number] {
    const part = this.#ends.findIndex((end) => index < end);
    return [part, index - (this.#ends[part - 1] ?? 0)];
  }
}

class JoinedExamples extends Joined<Example> implements Examples {
  declare readonly parts: readonly Examples[];
  /** Present only if all parts have it. It passes no rng, which random samples need. */
  readonly fill?: NonNullable<Examples["fill"]>;

  constructor(parts: readonly Examples[]) {
    super(parts);
    if (parts.every((part) => part.fill)) this.fill = (indices, x, y) => this.#fillInRuns(indices, x, y);
  }

  get x(): Layout {
    return (this.parts[0] as Examples).x;
  }

  get y(): Layout {
    return (this.parts[0] as Examples).y;
  }

  #fillInRuns(indices: Uint32Array, x: TypedArray, y: TypedArray): void {
    const [xSize, ySize] = [sizeOf(this.x.shape), sizeOf(this.y.shape)];
    for (let start = 0; start < indices.length; ) {
      const [part, end] = this.#run(indices, start);
      const inPart = indices.slice(start, end).map((index) => this.place(index)[1]);
      fillFrom(
        this.parts[part] as Examples,
        inPart,
        x.subarray(start * xSize, end * xSize),
        y.subarray(start * ySize, end * ySize),
      );
      start = end;
    }
  }

  /** Returns the part of the sample at `start`, and the end of the run of samples in the same part. */
  #run(indices: Uint32Array, start: number): [part: number, end: number] {
    const [part] = this.place(indices[start] as number);
    let end = start + 1;
    while (end < indices.length && this.place(indices[end] as number)[0] === part) end++;
    return [part, end];
  }
}
