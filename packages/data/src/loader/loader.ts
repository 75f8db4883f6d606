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

/** Batches of a stream to loop over; each loop is an epoch. */
export interface StreamLoader extends AsyncIterable<Batch> {
  /** Where the loop is: the epoch, and how many of its batches were handed out. Plain JSON. */
  state(): LoaderState;
  /**
   * Makes the next loop continue where a state was taken, in the middle of its epoch.
   *
   * @throws {RangeError} If the state is that of a loader with another data set, batch size or seed.
   */
  restore(state: LoaderState): void;
  /**
   * Ends the workers, and with a `DataError` loops that are not at their end; the next loop starts new workers. They do not
   * keep the process alive, either.
   */
  close(): void;
}

/** Batches to loop over; each loop is an epoch. */
export interface Loader extends StreamLoader {
  /** Number of batches in an epoch. */
  readonly length: number;
}

/**
 * Makes batches in the background: samples are made, decoded and augmented in workers while the network learns.
 *
 * Batches come in order, and are the same for any number of workers. No more are made ahead than `workers` ×
 * `prefetch`. A batch is there until the loop asks for the next one or ends; then its tensors are freed. A loop that was
 * left early ends its epoch, unless its state is restored.
 *
 * @throws {RangeError} If `batchSize`, `workers` or `prefetch` is out of range.
 * @throws {TypeError} If options do not go together, or the data set cannot be made in workers.
 * @throws {DataError} In the loop, if a sample fails or a worker dies; the text names the sample.
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
