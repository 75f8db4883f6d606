import type { IterableDataset } from "../iterable-dataset.ts";
import { type Sample, stackField } from "../stacking.ts";
import type { BatchSource, NumberedBatch } from "./numbered-source.ts";
import type { LoaderOptions } from "./options.ts";

/** Batches of a stream, made here. */
export class StreamSource implements BatchSource {
  readonly length: number = Number.NaN;
  readonly samples: number = -1;
  readonly #dataset: IterableDataset<Sample>;
  readonly #options: LoaderOptions;

  constructor(dataset: IterableDataset<Sample>, options: LoaderOptions) {
    this.#dataset = dataset;
    this.#options = options;
  }

  /** A stream cannot be entered in its middle: the batches before `first` are read and left out. */
  async *batches(epoch: number, first: number): AsyncGenerator<NumberedBatch, void, undefined> {
    const { batch: size, dropLast = false, rng } = this.#options;
    let samples: Sample[] = [];
    let number = 0;
    for await (const sample of this.#dataset.pass(rng?.fork("stream").fork(epoch))) {
      samples.push(sample);
      if (samples.length < size) continue;
      if (number >= first) yield this.#stack(samples, number * size);
      samples = [];
      number++;
    }
    if (samples.length > 0 && !dropLast && number >= first) yield this.#stack(samples, number * size);
  }

  close(): void {}

  #stack(samples: readonly Sample[], start: number): NumberedBatch {
    const indices = Uint32Array.from(samples, (_, position) => start + position);
    const { x, y } = this.#options;
    return {
      batch: { x: stackField("x", samples, indices, x), y: stackField("y", samples, indices, y) },
      indices,
    };
  }
}
