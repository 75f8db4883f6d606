import { stackField } from "../batching/stacking.ts";
import type { IterableDataset } from "../datasets/iterable-dataset.ts";
import type { Sample } from "../datasets/values.ts";
import { changeBatch } from "./change-batch.ts";
import type { BatchSource, NumberedBatch } from "./numbered-source.ts";
import type { LoaderOptions } from "./options.ts";

/** Batches of a stream, made in this thread. */
export class StreamSource implements BatchSource {
  readonly length: number = Number.NaN;
  readonly samples: number = -1;
  readonly #dataset: IterableDataset<Sample>;
  readonly #options: LoaderOptions;

  constructor(dataset: IterableDataset<Sample>, options: LoaderOptions) {
    this.#dataset = dataset;
    this.#options = options;
  }

  /** Iterates the batches from number `first`. A stream has no random access, so earlier batches are read and dropped. */
  async *batches(epoch: number, first: number): AsyncGenerator<NumberedBatch, void, undefined> {
    const { batchSize: size, dropLast = false, rng } = this.#options;
    let samples: Sample[] = [];
    let number = 0;
    for await (const sample of this.#dataset.pass(rng?.fork("stream").fork(epoch))) {
      samples.push(sample);
      if (samples.length < size) continue;
      if (number >= first) yield await this.#stack(samples, epoch, number);
      samples = [];
      number++;
    }
    if (samples.length > 0 && !dropLast && number >= first) yield await this.#stack(samples, epoch, number);
  }

  close(): void {}

  async #stack(samples: readonly Sample[], epoch: number, number: number): Promise<NumberedBatch> {
    const { batchSize: size, rng, x, y } = this.#options;
    const indices = Uint32Array.from(samples, (_, position) => number * size + position);
    const change = this.#dataset.changeBatch;
    if (change) {
      const layouts = { ...(x && { x }), ...(y && { y }) };
      return { batch: await changeBatch(change, samples, { indices, rng, epoch, number, layouts }), indices };
    }
    return {
      batch: { x: stackField("x", samples, indices, x), y: stackField("y", samples, indices, y) },
      indices,
    };
  }
}
