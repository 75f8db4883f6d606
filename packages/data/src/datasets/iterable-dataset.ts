import { Rng } from "@cambium/tensor";
import { requireFunction } from "../checks.ts";
import type { BatchChange } from "../transforms/batch-change.ts";
import type { Dataset } from "./dataset.ts";

/** Samples one after another, as many as there are: for data larger than memory, or that has no numbers. */
export interface IterableDataset<Sample> extends AsyncIterable<Sample> {
  /** The samples from the first on; each call begins again. What is made at random draws from `rng`. */
  pass(rng?: Rng): AsyncIterable<Sample>;
  /** True if samples draw from the rng that `pass` receives, false if they never do. Default: true. */
  readonly random?: boolean | undefined;
  /** What a `loader` does with each batch; see `mapBatches`. */
  readonly changeBatch?: BatchChange | undefined;
}

/**
 * A data set of what a function gives.
 *
 * @param source Begins again with each call. Without an rng of the caller, it gets that of seed 0. Samples count as random
 * if it declares a parameter.
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

/** A stream; `random` says whether its samples may draw from the rng. */
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

/** Tells a data set that is only looped over from one whose samples have numbers. */
export function isIterable<Sample>(
  dataset: Dataset<unknown> | IterableDataset<Sample>,
): dataset is IterableDataset<Sample> {
  return "pass" in dataset;
}
