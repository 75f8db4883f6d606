import { Rng, type RngState } from "@cambium/tensor";
import { room, stackField } from "../batching/stacking.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { type Examples, fillFrom, isExamples } from "../datasets/examples.ts";
import type { Layout, Sample } from "../datasets/values.ts";
import { DataError } from "../errors.ts";
import { type ChangeContext, changeBatch } from "./change-batch.ts";
import type { FieldLayouts, RawBatch } from "./raw-batch.ts";

/** Description of a batch to make. */
export interface BatchJob {
  /** Indices of its samples in the data set of the loader. */
  readonly indices: Uint32Array;
  /** Indices of its samples in the data set of the worker. */
  readonly sources: Uint32Array;
  /** Rng of the loader, of which each random sample receives a fork. */
  readonly rng: RngState | undefined;
  readonly epoch: number;
  /** Number of the batch in its epoch. */
  readonly number: number;
  /** Position of the first sample in the epoch, if samples may be repeated; repeated random samples then differ. */
  readonly place: number | undefined;
  readonly layouts: FieldLayouts;
}

/**
 * Makes the samples of a batch and stacks them.
 *
 * @param onSample Receives the index of each sample while it is made, and −1 afterwards.
 * @throws {DataError} If a sample fails, naming the first one and the reason.
 */
export async function makeBatch(
  dataset: Dataset<unknown>,
  job: BatchJob,
  onSample: (index: number) => void = () => {},
): Promise<RawBatch> {
  const { changeBatch: change } = dataset;
  if (change) return changeBatch(change, await makeSamples(dataset, job, onSample), contextOf(job));
  if (isExamples(dataset) && dataset.fill && !job.layouts.x && !job.layouts.y) return filled(dataset, job);
  const samples = await makeSamples(dataset, job, onSample);
  const layoutOf = (field: "x" | "y"): Layout | undefined =>
    job.layouts[field] ?? (isExamples(dataset) ? dataset[field] : undefined);
  return {
    x: stackField("x", samples, job.indices, layoutOf("x")),
    y: stackField("y", samples, job.indices, layoutOf("y")),
  };
}

function contextOf({ rng, ...job }: BatchJob): ChangeContext {
  return { ...job, rng: rng && Rng.restore(rng) };
}

function filled(dataset: Examples, { sources }: BatchJob): RawBatch {
  const [x, y] = [room(dataset.x, sources.length), room(dataset.y, sources.length)];
  fillFrom(dataset, sources, x, y);
  return { x: { values: x, ...dataset.x }, y: { values: y, ...dataset.y } };
}

async function makeSamples(
  dataset: Dataset<unknown>,
  job: BatchJob,
  onSample: (index: number) => void,
): Promise<Sample[]> {
  const epoch = job.rng && Rng.restore(job.rng).fork("sample").fork(job.epoch);
  const made: (unknown | Promise<unknown>)[] = [];
  for (const [position, index] of job.indices.entries()) {
    onSample(index);
    const own = epoch?.fork(index);
    const rng = job.place === undefined ? own : own?.fork(job.place + position);
    made.push(attempt(() => dataset.get(job.sources[position] as number, rng), index));
    onSample(-1);
  }
  // All samples are awaited, so that the error names the first one in order, not in time.
  const results = made.some((one) => one instanceof Promise) ? await Promise.all(made) : made;
  for (const result of results) if (result instanceof Failure) throw result.error;
  return results as Sample[];
}

/** Error of a sample that could not be made. */
class Failure {
  readonly error: DataError;

  constructor(index: number, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    this.error = new DataError(
      `loader: sample ${index} cannot be made: ${reason.replace(/\.?$/, ".")} Mend it, or leave it out with subset.`,
      { cause },
    );
  }
}

/** Makes a sample, and turns an error into a `Failure`, so that samples in progress can finish. */
function attempt(make: () => unknown, index: number): unknown {
  try {
    const sample = make();
    if (sample instanceof Promise) {
      return sample.then(
        (value) => checked(value, index),
        (cause) => new Failure(index, cause),
      );
    }
    return checked(sample, index);
  } catch (cause) {
    return new Failure(index, cause);
  }
}

function checked(sample: unknown, index: number): unknown {
  if (typeof sample === "object" && sample !== null && "x" in sample && "y" in sample) return sample;
  return new Failure(index, new TypeError(`it is no object with x and y, but ${describe(sample)}`));
}

function describe(sample: unknown): string {
  return typeof sample === "object" && sample !== null
    ? `one with ${Object.keys(sample).join(", ") || "nothing"}`
    : String(sample);
}
