import type { Rng } from "@cambium/tensor";
import { requireArray, requireNumbered } from "../checks.ts";
import { checkIndex, type Dataset, isRandom } from "../datasets/dataset.ts";
import { type Example, type Examples, fillFrom, isExamples } from "../datasets/examples.ts";
import type { Layout } from "../datasets/values.ts";
import type { WorkerSource } from "../loader/worker-source.ts";
import type { BatchChange } from "./batch-change.ts";

/**
 * Selects samples of a data set, in the order of `indices`, which may contain an index several times. Samples are not copied.
 *
 * @throws {RangeError} If an index is not an integer in [0, length).
 * @example
 * const firstHundred = subset(images, Array.from({ length: 100 }, (_, i) => i));
 */
export function subset(dataset: Examples, indices: ArrayLike<number>): Examples;
export function subset<Sample>(dataset: Dataset<Sample>, indices: ArrayLike<number>): Dataset<Sample>;
export function subset(dataset: Dataset<unknown>, indices: ArrayLike<number>): Dataset<unknown> {
  requireNumbered("subset", dataset);
  requireArray("subset", "indices", indices);
  for (let position = 0; position < indices.length; position++) {
    checkIndex("subset", indices[position] as number, dataset.length, ` (at position ${position})`);
  }
  return choose(dataset, Uint32Array.from(indices), workerSource(dataset, indices));
}

/** Makes a subset; `worker` is the origin of the samples for workers, if workers can make them. */
export function choose(
  dataset: Dataset<unknown>,
  indices: Uint32Array,
  worker: WorkerSource | undefined,
): Dataset<unknown> {
  return isExamples(dataset)
    ? new ExampleSubset(dataset, indices, worker)
    : new Subset(dataset, indices, worker);
}

/** Origin of the samples of a subset for workers. */
function workerSource(dataset: Dataset<unknown>, indices: ArrayLike<number>): WorkerSource | undefined {
  const worker = workerSourceOf(dataset);
  if (!worker) return undefined;
  return { ...worker, indices: Uint32Array.from(indices, (index) => worker.indices[index] as number) };
}

/** Origin of the samples of a data set for workers; undefined if workers cannot make them. */
export function workerSourceOf(dataset: Dataset<unknown>): WorkerSource | undefined {
  return dataset instanceof Subset ? dataset.worker : undefined;
}

class Subset<Sample> implements Dataset<Sample> {
  readonly source: Dataset<Sample>;
  readonly indices: Uint32Array;
  readonly worker: WorkerSource | undefined;

  constructor(source: Dataset<Sample>, indices: Uint32Array, worker: WorkerSource | undefined) {
    this.source = source;
    this.indices = indices;
    this.worker = worker;
  }

  get length(): number {
    return this.indices.length;
  }

  get random(): boolean {
    return isRandom(this.source);
  }

  get changeBatch(): BatchChange | undefined {
    return this.source.changeBatch;
  }

  get(index: number, rng?: Rng): Sample {
    checkIndex("get", index, this.length);
    return this.source.get(this.indices[index] as number, rng);
  }
}

class ExampleSubset extends Subset<Example> implements Examples {
  declare readonly source: Examples;
  /** Present only if the source has it. It passes no rng, which random samples need. */
  readonly fill?: NonNullable<Examples["fill"]>;

  constructor(source: Examples, indices: Uint32Array, worker: WorkerSource | undefined) {
    super(source, indices, worker);
    if (source.fill)
      this.fill = (wanted, x, y) =>
        fillFrom(
          source,
          wanted.map((index) => indices[index] as number),
          x,
          y,
        );
  }

  get x(): Layout {
    return this.source.x;
  }

  get y(): Layout {
    return this.source.y;
  }
}
