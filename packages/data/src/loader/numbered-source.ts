import type { Rng } from "@cambium/tensor";
import { countBatches } from "../batching/batch-options.ts";
import { checkIndex, type Dataset } from "../datasets/dataset.ts";
import { workerSourceOf } from "../transforms/subset.ts";
import { type BatchJob, makeBatch } from "./make-batch.ts";
import type { LoaderOptions } from "./options.ts";
import { WorkerPool } from "./pool.ts";
import type { RawBatch } from "./raw-batch.ts";
import type { WorkerSource } from "./worker-source.ts";

/** A batch with the indices of its samples. */
export interface NumberedBatch {
  readonly batch: RawBatch;
  readonly indices: Uint32Array;
}

/** Source of the batches of a loader. */
export interface BatchSource {
  /** Number of batches in an epoch. */
  readonly length: number;
  /** Number of samples in an epoch; −1 if unknown. */
  readonly samples: number;
  /** Iterates the batches of an epoch, starting with number `first`. */
  batches(epoch: number, first: number): AsyncIterable<NumberedBatch>;
  close(): void;
}

/** Batches of a data set with indices, made in this thread or in workers. */
export class NumberedSource implements BatchSource {
  readonly length: number;
  readonly samples: number;
  readonly #dataset: Dataset<unknown>;
  readonly #options: LoaderOptions;
  readonly #worker: WorkerSource | undefined;
  #pool: WorkerPool | undefined;

  constructor(dataset: Dataset<unknown>, options: LoaderOptions) {
    const { sampler, workers = 0 } = options;
    this.#dataset = dataset;
    this.#options = options;
    this.#worker = workers > 0 ? workerSourceOf(dataset) : undefined;
    this.samples = sampler?.length ?? dataset.length;
    this.length = countBatches(this.samples, options);
  }

  async *batches(epoch: number, first: number): AsyncGenerator<NumberedBatch, void, undefined> {
    const { workers = 0, prefetch = 2 } = this.#options;
    const ahead = this.#worker ? workers * prefetch : 1;
    const order = this.#order(epoch);
    const pool = this.#worker && this.#intactPool(this.#worker, workers);
    const queue: { readonly made: Promise<RawBatch>; readonly indices: Uint32Array }[] = [];
    let asked = first;
    const fill = (): void => {
      for (; asked < this.length && queue.length < ahead; asked++)
        queue.push(this.#ask(order, epoch, asked, pool));
    };
    for (let number = first; number < this.length; number++) {
      fill();
      const { made, indices } = queue.shift() as (typeof queue)[number];
      const batch = await made;
      // Workers continue while the loop uses this batch.
      if (this.#worker) fill();
      yield { batch, indices };
    }
  }

  close(): void {
    this.#pool?.close();
    this.#pool = undefined;
  }

  #order(epoch: number): Uint32Array {
    const { rng, shuffle, sampler } = this.#options;
    const draw = (): Rng => (rng as Rng).fork("order").fork(epoch);
    if (sampler) return this.#checked(sampler.order(draw()));
    if (shuffle) return draw().permutation(this.samples);
    return Uint32Array.from({ length: this.samples }, (_, index) => index);
  }

  /** Checks the order of a sampler, whose weights or labels may belong to another data set. */
  #checked(order: Uint32Array): Uint32Array {
    if (order.length !== this.samples) {
      throw new RangeError(
        `loader: the sampler's length and order differ: ${this.samples} and ${order.length}. Make them equal.`,
      );
    }
    order.forEach((index, place) => {
      checkIndex("loader", index, this.#dataset.length, ` (at position ${place} of the sampler's order)`);
    });
    return order;
  }

  #ask(
    order: Uint32Array,
    epoch: number,
    number: number,
    pool: WorkerPool | undefined,
  ): { made: Promise<RawBatch>; indices: Uint32Array } {
    const { batchSize: size, rng, sampler, x, y } = this.#options;
    const indices = order.slice(number * size, (number + 1) * size);
    const job = {
      indices,
      rng: rng?.state,
      epoch,
      number,
      place: sampler ? number * size : undefined,
      layouts: { ...(x && { x }), ...(y && { y }) },
    };
    const made = this.#make(job, pool);
    // If the loop ends before this batch, its error is not an unhandled rejection.
    made.catch(() => {});
    return { made, indices };
  }

  #make(job: Omit<BatchJob, "sources">, pool: WorkerPool | undefined): Promise<RawBatch> {
    const { indices } = job;
    if (!pool) return makeBatch(this.#dataset, { ...job, sources: indices });
    const worker = this.#worker as WorkerSource;
    return pool.make({ ...job, sources: indices.map((index) => worker.indices[index] as number) });
  }

  /** Returns the workers for a loop. If one dies during the loop, the others finish the batches before the failed one. */
  #intactPool(worker: WorkerSource, count: number): WorkerPool {
    if (!this.#pool?.intact) this.close();
    this.#pool ??= new WorkerPool(worker, count);
    return this.#pool;
  }
}
