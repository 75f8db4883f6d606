import type { Rng } from "@cambium/tensor";
import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import { type IterableDataset, isIterable, stream } from "../datasets/iterable-dataset.ts";
import { checkUnchanged } from "./map-batches.ts";

/**
 * Shuffles a stream with a buffer: each new sample replaces a random one of the buffer, which is returned.
 *
 * @param options `buffer`: number of samples in the buffer, at least 1. A larger buffer shuffles better.
 * @throws {RangeError} If `buffer` is not an integer of at least 1.
 * @throws {TypeError} If the data set is not a stream.
 */
export function shuffled<Sample>(
  dataset: IterableDataset<Sample>,
  options: { readonly buffer: number },
): IterableDataset<Sample> {
  checkOptions("shuffled", options, ["buffer"]);
  const { buffer } = options;
  checkUnchanged("shuffled", dataset);
  if (!isIterable(dataset)) {
    throw new TypeError(
      "shuffled: this data set is not a stream: its samples have numbers. Pass shuffle: true to batches or loader.",
    );
  }
  requireInteger("shuffled", "buffer", buffer, 1);
  return stream((rng) => mixed(dataset.pass(rng.fork("source")), buffer, rng), true);
}

async function* mixed<Sample>(
  samples: AsyncIterable<Sample>,
  size: number,
  rng: Rng,
): AsyncGenerator<Sample, void, undefined> {
  const held: Sample[] = [];
  for await (const sample of samples) {
    if (held.length < size) held.push(sample);
    else {
      const place = rng.int(size);
      yield held[place] as Sample;
      held[place] = sample;
    }
  }
  for (const place of rng.permutation(held.length)) yield held[place] as Sample;
}
