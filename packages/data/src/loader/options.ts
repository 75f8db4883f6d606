import type { Rng } from "@cambium/tensor";
import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import { type BatchOptions, checkBatchOptions } from "../batching/batch-options.ts";
import type { Sampler } from "../batching/samplers.ts";
import { requireDataset } from "../checks.ts";
import { type Dataset, isRandom } from "../datasets/dataset.ts";
import { type IterableDataset, isIterable } from "../datasets/iterable-dataset.ts";
import { workerSourceOf } from "../transforms/subset.ts";
import type { FieldLayouts } from "./raw-batch.ts";

/** Options of {@link loader}. */
export interface LoaderOptions extends BatchOptions, FieldLayouts {
  /** Chooses the samples of each epoch, in place of `shuffle`; requires `rng`. */
  readonly sampler?: Sampler;
  /** Number of worker threads, at least 0; they require a `workerDataset`. Default: 0, samples are made in this thread. */
  readonly workers?: number;
  /** Number of batches that each worker prepares in advance, at least 1. Default: 2. */
  readonly prefetch?: number;
  /**
   * Source of random numbers. Order, samples and changes of batches draw from forks of it by epoch and number, so that they are
   * the same for any number of workers. The loader does not advance it. An rng that nothing draws from is an error.
   */
  readonly rng?: Rng;
}

/** Names of {@link LoaderOptions}. */
const loaderNames = [
  "batchSize",
  "shuffle",
  "sampler",
  "dropLast",
  "workers",
  "prefetch",
  "rng",
  "backend",
  "x",
  "y",
] as const;

/** Checks names, values and combinations of options. */
export function checkLoaderOptions(
  dataset: Dataset<unknown> | IterableDataset<unknown>,
  options: LoaderOptions,
): void {
  requireDataset("loader", dataset);
  checkOptions("loader", options, loaderNames, { rng: "optional" });
  const { shuffle = false, sampler, workers = 0, prefetch = 2 } = options;
  requireInteger("loader", "workers", workers, 0);
  requireInteger("loader", "prefetch", prefetch, 1);
  if (shuffle && sampler)
    throw new TypeError("loader: shuffle and sampler both order: leave one of them out.");
  if (isIterable(dataset)) checkStream(workers, shuffle || sampler !== undefined);
  else if (workers > 0 && !workerSourceOf(dataset)) {
    throw new TypeError(
      `loader: workers cannot make the samples of this data set: got workers: ${workers}. ` +
        "Make it with workerDataset(url, options).",
    );
  }
  const random = isIterable(dataset) ? (dataset.random ?? true) : isRandom(dataset);
  checkBatchOptions("loader", options, sampler && "sampler", random);
}

function checkStream(workers: number, ordered: boolean): void {
  if (workers > 0) {
    throw new TypeError(
      `loader: a stream cannot be loaded in workers: got workers: ${workers}. Leave it at 0.`,
    );
  }
  if (ordered) {
    throw new TypeError(
      "loader: a stream has no numbers to shuffle or to choose. Give shuffled(stream, { buffer: 1000 }).",
    );
  }
}
