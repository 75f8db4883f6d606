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
import { type Examples, fillFrom, isExamples, withoutLayout } from "./examples.ts";
import { room } from "./stacking.ts";
import type { Layout } from "./values.ts";

/** Some examples, stacked. */
export interface Batch {
  /** The inputs, shape [N, ...x.shape]. */
  readonly x: Tensor;
  /** The targets, shape [N, ...y.shape]. */
  readonly y: Tensor;
  /** Which examples these are. */
  readonly indices: Uint32Array;
}

/** How {@link batches} divides. */
export interface BatchOptions {
  /** Examples in a batch, at least 1. */
  readonly size: number;
  /** Shuffles: each pass draws a new order. Default: in order. */
  readonly rng?: Rng;
  /** Leaves out a last batch that is smaller than the others. Default: false. */
  readonly dropLast?: boolean;
  /** Where the tensors live. Default: `defaultBackend()`. */
  readonly backend?: Backend;
}

/** Batches to loop over, any number of times. */
export interface Batches extends Iterable<Batch> {
  /** Number of batches in a pass. */
  readonly length: number;
}

/**
 * Stacks the examples of a data set into batches.
 *
 * A batch is there until the loop asks for the next one or ends, however it ends; then its tensors are freed. To hold
 * on to one, `keep(alias(x))`.
 *
 * @throws {RangeError} If `size` is not a whole number of at least 1.
 * @throws {TypeError} If the samples state no layout, as those of `map` and of an `imageFolder` do not: they are for `loader`.
 * @example
 * const training = batches(images, { size: 64, rng: rng.fork("shuffle") });
 * for (let epoch = 0; epoch < 5; epoch++) {
 *   for (const { x, y } of training) step(x, y);
 * }
 */
export function batches(dataset: Examples, options: BatchOptions): Batches {
  checkOptions("batches", options, ["size", "rng", "dropLast", "backend"], { rng: "optional" });
  const { size, dropLast = false } = options;
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new RangeError(`batches: size must be a whole number of at least 1: got ${size}.`);
  }
  if (!isExamples(dataset)) throw withoutLayout("batches", "Use loader(dataset, { batch }).");
  const count = dataset.length / size;
  return {
    length: dropLast ? Math.floor(count) : Math.ceil(count),
    [Symbol.iterator]() {
      return pass(dataset, options, this.length);
    },
  };
}

function* pass(dataset: Examples, options: BatchOptions, count: number): Generator<Batch, void, undefined> {
  const { size, rng, backend = defaultBackend() } = options;
  const { length } = dataset;
  const order = rng?.permutation(length) ?? Uint32Array.from({ length }, (_, index) => index);
  const stack = stacker(dataset, Math.min(size, length), backend);
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

/** Makes batches of up to `size` examples by way of one pair of arrays. */
function stacker(dataset: Examples, size: number, backend: Backend): (indices: Uint32Array) => Batch {
  const x = room(dataset.x, size);
  const y = room(dataset.y, size);
  return (indices) => {
    const count = indices.length;
    const xValues = x.subarray(0, count * sizeOf(dataset.x.shape));
    const yValues = y.subarray(0, count * sizeOf(dataset.y.shape));
    fillFrom(dataset, indices, xValues, yValues);
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
