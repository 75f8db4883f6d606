import { defaultBackend, scope, tensor } from "@cambium/tensor";
import type { Batch } from "../batching/batches.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { type IterableDataset, isIterable } from "../datasets/iterable-dataset.ts";
import type { Sample } from "../datasets/values.ts";

import { Cursor, type LoaderState } from "./cursor.ts";
import { type BatchSource, NumberedSource } from "./numbered-source.ts";
import { checkLoaderOptions, type LoaderOptions } from "./options.ts";
import { closed } from "./pool.ts";
import type { RawBatch } from "./raw-batch.ts";
import { StreamSource } from "./stream-source.ts";

/** Batches of a stream. Each loop over it is an epoch. */
export interface StreamLoader extends AsyncIterable<Batch> {
  /** Returns the position: the epoch, and the number of its batches that the loop has received. Plain JSON. */
  state(): LoaderState;
  /**
   * Makes the next loop continue from a state, also in the middle of an epoch.
   *
   * @throws {RangeError} If the state is from a loader with another data set, batch size or seed.
   */
  restore(state: LoaderState): void;
  /**
   * Terminates the workers. Loops that are still active end with a `DataError`; the next loop starts new workers. Idle workers
   * do not keep the process alive.
   */
  close(): void;
}

/** Batches of a data set. Each loop over it is an epoch. */
export interface Loader extends StreamLoader {
  /** Number of batches in an epoch. */
  readonly length: number;
}

/**
 * Makes batches in the background: workers load, decode and augment samples while the network trains.
 *
 * The batches arrive in order, and are the same for any number of workers. At most `workers` × `prefetch` batches are prepared
 * in advance. The tensors of a batch are freed when the loop advances or ends. Leaving a loop early ends its epoch, unless
 * its state is restored.
 *
 * @throws {RangeError} If `batchSize`, `workers` or `prefetch` is out of range.
 * @throws {TypeError} If options contradict each other, if nothing would draw from `rng`, or if workers cannot create the data
 * set.
 * @throws {DataError} In the loop, if a sample fails or a worker dies. The error names the sample.
 * @see {@link workerDataset}
 * @example
 * const training = loader(dataset, { batchSize: 64, shuffle: true, workers: 2, rng: rng.fork("loader") });
 * for (let epoch = 0; epoch < 5; epoch++) {
 *   for await (const { x, y } of training) step(x, y);
 * }
 */
export function loader(dataset: Dataset<Sample | Promise<Sample>>, options: LoaderOptions): Loader;
export function loader(dataset: IterableDataset<Sample>, options: LoaderOptions): StreamLoader;
export function loader(
  dataset: Dataset<Sample | Promise<Sample>> | IterableDataset<Sample>,
  options: LoaderOptions,
): Loader {
  checkLoaderOptions(dataset, options);
  const source = isIterable(dataset)
    ? new StreamSource(dataset, options)
    : new NumberedSource(dataset, options);
  const cursor = new Cursor(options, source.samples);
  let closing = new AbortController();
  return {
    length: source.length,
    state: () => cursor.state(),
    restore: (state) => cursor.restore(state),
    close() {
      closing.abort(closed());
      closing = new AbortController();
      source.close();
    },
    [Symbol.asyncIterator]: () => epoch(source, cursor, options, closing.signal),
  };
}

async function* epoch(
  source: BatchSource,
  cursor: Cursor,
  options: LoaderOptions,
  closing: AbortSignal,
): AsyncGenerator<Batch, void, undefined> {
  const loop = cursor.begin();
  for await (const { batch, indices } of source.batches(loop.epoch, loop.batch)) {
    closing.throwIfAborted();
    cursor.advance(loop);
    const stacked = asTensors(batch, indices, options);
    try {
      yield stacked;
    } finally {
      stacked.x.dispose();
      stacked.y.dispose();
    }
    closing.throwIfAborted();
  }
  cursor.end(loop);
}

function asTensors(
  { x, y }: RawBatch,
  indices: Uint32Array,
  { backend = defaultBackend() }: LoaderOptions,
): Batch {
  const stacked = ({ values, shape, dtype }: RawBatch["x"]) =>
    tensor(values, { shape: [indices.length, ...shape], dtype, backend });
  return scope(() => ({ x: stacked(x), y: stacked(y), indices }));
}
