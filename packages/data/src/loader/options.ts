import type { Backend, Rng } from "@cambium/tensor";
import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import type { Dataset } from "../dataset.ts";
import { type IterableDataset, isIterable } from "../iterable-dataset.ts";
import type { Sampler } from "../samplers.ts";
import { workerSourceOf } from "../subset.ts";
import type { FieldLayouts } from "./raw-batch.ts";

/** How a {@link loader} works. */
export interface LoaderOptions extends FieldLayouts {
  /** Samples in a batch, at least 1. */
  readonly batch: number;
  /** A new order in each epoch; needs `rng`. Default: false, in order. */
  readonly shuffle?: boolean;
  /** Chooses the samples of each epoch instead of `shuffle`; needs `rng`. */
  readonly sampler?: Sampler;
  /** Leaves out a last batch that is smaller than the others. Default: false. */
  readonly dropLast?: boolean;
  /** Threads that make samples, at least 0; they need a `workerDataset`. Default: 0, in this thread. */
  readonly workers?: number;
  /** Batches that each worker has made or is making before they are asked for, at least 1. Default: 2. */
  readonly prefetch?: number;
  /**
   * Where order and samples draw from: forks of it by epoch and number, so that they are the same for any number of
   * workers. It does not move on.
   */
  readonly rng?: Rng;
  /** Where the tensors live. Default: `defaultBackend()`. */
  readonly backend?: Backend;
}

/** The names of {@link LoaderOptions}. */
const loaderNames = [
  "batch",
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

/** Checks names, and what does not go together. */
export function checkLoaderOptions(
  dataset: Dataset<unknown> | IterableDataset<unknown>,
  options: LoaderOptions,
): void {
  checkOptions("loader", options, loaderNames, { rng: "optional" });
  const { batch, shuffle = false, sampler, workers = 0, prefetch = 2, rng } = options;
  requireInteger("loader", "batch", batch, 1);
  requireInteger("loader", "workers", workers, 0);
  requireInteger("loader", "prefetch", prefetch, 1);
  if (shuffle && sampler)
    throw new TypeError("loader: shuffle and sampler both order: leave one of them out.");
  if ((shuffle || sampler) && !rng) {
    throw new TypeError(
      `loader: ${shuffle ? "shuffle" : "sampler"} needs an rng. Give rng: rng.fork("loader").`,
    );
  }
  if (isIterable(dataset)) checkStream(workers, shuffle || sampler !== undefined);
  else if (workers > 0 && !workerSourceOf(dataset)) {
    throw new TypeError(
      `loader: workers cannot make the samples of this data set: got workers: ${workers}. ` +
        "Make it with workerDataset(url, options).",
    );
  }
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
