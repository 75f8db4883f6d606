import { Rng } from "@cambium/tensor";
import { requireFunction } from "../checks.ts";
import type { BatchChange } from "../transforms/batch-change.ts";
import type { Dataset } from "./dataset.ts";

/** A stream of samples, for data that is larger than memory or has no indices. */
export interface IterableDataset<Sample> extends AsyncIterable<Sample> {
  /** Iterates the samples; each call starts from the first. Random samples draw from `rng`. */
  pass(rng?: Rng): AsyncIterable<Sample>;
  /** True if samples draw from the rng that `pass` receives, false if they never do. Default: true. */
  readonly random?: boolean | undefined;
  /** Function that a `loader` applies to each batch; see `mapBatches`. */
  readonly changeBatch?: BatchChange | undefined;
}

/**
 * Makes a data set from a function that iterates samples.
 *
 * @param source Starts from the first sample with each call. It receives the caller's rng, or one of seed 0. The samples count
 * as random if it declares a parameter.
 * @example
 * const waves = iterable(function* (rng) {
 *   for (;;) yield { x: Math.sin(rng.uniform()), y: 0 };
 * });
 */
export function iterable<Sample>(
  source: (rng: Rng) => AsyncIterable<Sample> | Iterable<Sample>,
): IterableDataset<Sample> {
  requireFunction("iterable", "source", source, "iterable(function* (rng) { yield { x, y }; })");
  return stream(source, source.length > 0);
}

/** Makes a stream; `random` is true if its samples may draw from the rng. */
export function stream<Sample>(
  source: (rng: Rng) => AsyncIterable<Sample> | Iterable<Sample>,
  random: boolean,
): IterableDataset<Sample> {
  const pass = (rng: Rng = new Rng(0)): AsyncIterable<Sample> => {
    const samples = source(rng);
    return Symbol.asyncIterator in samples ? samples : asynchronous(samples);
  };
  return { pass, random, [Symbol.asyncIterator]: () => pass()[Symbol.asyncIterator]() };
}

async function* asynchronous<Sample>(samples: Iterable<Sample>): AsyncGenerator<Sample, void, undefined> {
  yield* samples;
}

/** Reports whether a data set is a stream, rather than one whose samples have indices. */
export function isIterable<Sample>(
  dataset: Dataset<unknown> | IterableDataset<Sample>,
): dataset is IterableDataset<Sample> {
  return "pass" in dataset;
}
