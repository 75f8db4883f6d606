import {
  type Backend,
  defaultBackend,
  type Rng,
  scope,
  sizeOf,
  type Tensor,
  type TypedArray,
  tensor,
} from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { requireNumbered } from "../checks.ts";
import { isRandom } from "../datasets/dataset.ts";
import { type Examples, fillFrom, isExamples, withoutLayout } from "../datasets/examples.ts";
import type { Layout } from "../datasets/values.ts";
import { type BatchOptions, checkBatchOptions, countBatches } from "./batch-options.ts";
import { room } from "./stacking.ts";

/** A batch of stacked samples. */
export interface Batch {
  /** The inputs, shape [N, ...x.shape]. */
  readonly x: Tensor;
  /** The targets, shape [N, ...y.shape]. */
  readonly y: Tensor;
  /** Indices of these samples in the data set. */
  readonly indices: Uint32Array;
}

/** Batches that you can iterate any number of times. */
export interface Batches extends Iterable<Batch> {
  /** Number of batches in an epoch. */
  readonly length: number;
}

/**
 * Stacks the samples of a data set into batches, synchronously in this thread.
 *
 * The tensors of a batch are freed when the loop advances or ends. To keep one for longer, call `keep(alias(x))`.
 *
 * @param options Each epoch draws from `rng` and advances it. A `loader` does not advance its rng.
 * @throws {RangeError} If `batchSize` is not a whole number of at least 1.
 * @throws {TypeError} If `shuffle` has no rng, if nothing would draw from `rng`, or if the data set has no layouts, like those
 * of `map` and `imageFolder`; use `loader` for them.
 * @see {@link loader} for worker threads, streams, and samples that are promises.
 * @example
 * const training = batches(images, { batchSize: 64, shuffle: true, rng: rng.fork("shuffle") });
 * for (let epoch = 0; epoch < 5; epoch++) {
 *   for (const { x, y } of training) step(x, y);
 * }
 */
export function batches(dataset: Examples, options: BatchOptions): Batches {
  checkOptions("batches", options, ["batchSize", "shuffle", "rng", "dropLast", "backend"], {
    rng: "optional",
  });
  requireNumbered("batches", dataset);
  if (!isExamples(dataset)) throw withoutLayout("batches", "Use loader(dataset, { batchSize }).");
  checkBatchOptions("batches", options, undefined, isRandom(dataset));
  return {
    length: countBatches(dataset.length, options),
    [Symbol.iterator]() {
      return pass(dataset, options, this.length);
    },
  };
}

function* pass(dataset: Examples, options: BatchOptions, count: number): Generator<Batch, void, undefined> {
  const { batchSize: size, shuffle, rng, backend = defaultBackend() } = options;
  const { length } = dataset;
  const order = (shuffle && rng?.permutation(length)) || Uint32Array.from({ length }, (_, index) => index);
  const samples = rng && isRandom(dataset) ? rng.fork(rng.bits()) : undefined;
  const stack = stacker(dataset, Math.min(size, length), backend, samples);
  for (let number = 0; number < count; number++) {
    const batch = stack(order.slice(number * size, (number + 1) * size));
    try {
      yield batch;
    } finally {
      batch.x.dispose();
      batch.y.dispose();
    }
  }
}

/** Returns a function that stacks up to `size` samples, using the same two buffers for each batch. */
function stacker(
  dataset: Examples,
  size: number,
  backend: Backend,
  rng: Rng | undefined,
): (indices: Uint32Array) => Batch {
  const x = room(dataset.x, size);
  const y = room(dataset.y, size);
  return (indices) => {
    const count = indices.length;
    const xValues = x.subarray(0, count * sizeOf(dataset.x.shape));
    const yValues = y.subarray(0, count * sizeOf(dataset.y.shape));
    fillFrom(dataset, indices, xValues, yValues, rng);
    return scope(() => ({
      x: stacked(xValues, dataset.x, count, backend),
      y: stacked(yValues, dataset.y, count, backend),
      indices,
    }));
  };
}

function stacked(values: TypedArray, { shape, dtype }: Layout, count: number, backend: Backend): Tensor {
  return tensor(values, { shape: [count, ...shape], dtype, backend });
}
