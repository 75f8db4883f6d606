import type { LoaderOptions } from "./options.ts";

/** Position of a loader, as plain JSON. */
export interface LoaderState {
  /** Number of finished epochs. */
  readonly epoch: number;
  /** Number of batches of this epoch that the loop has received. */
  readonly batch: number;
  /** Samples in a batch. `restore` requires the same value for this and the following properties. */
  readonly batchSize: number;
  /** Samples in an epoch; −1 for a stream. */
  readonly samples: number;
  /** Key of the rng; empty without an rng. */
  readonly key: readonly number[];
}

/** Position at which a loop started. */
export interface Beginning {
  readonly epoch: number;
  readonly batch: number;
}

/** Counts epochs and batches. When several loops are active, or after `restore`, only the latest one advances the cursor. */
export class Cursor {
  #latest: Beginning | undefined;
  #epoch = 0;
  #batch = 0;
  /** True if the next loop continues this epoch. */
  #continues = true;
  readonly #fixed: Pick<LoaderState, "batchSize" | "samples" | "key">;

  constructor({ batchSize, rng }: LoaderOptions, samples: number) {
    const key = rng ? [rng.state.key0, rng.state.key1] : [];
    this.#fixed = { batchSize, samples, key };
  }

  state(): LoaderState {
    return { epoch: this.#epoch, batch: this.#batch, ...this.#fixed };
  }

  restore({ epoch, batch, ...fixed }: LoaderState): void {
    for (const property of ["batchSize", "samples", "key"] as const) {
      const [wanted, found] = [String(this.#fixed[property]), String(fixed[property])];
      if (wanted === found) continue;
      throw new RangeError(
        `restore: the state belongs to another loader: its ${names[property]} is ${found || "none"}, here it is ` +
          `${wanted || "none"}. Make the loader as it was.`,
      );
    }
    if (![epoch, batch].every((count) => Number.isSafeInteger(count) && count >= 0)) {
      throw new RangeError(
        `restore: epoch and batch must be whole numbers of at least 0: got ${epoch} and ${batch}. Give what state() gave.`,
      );
    }
    this.#epoch = epoch;
    this.#batch = batch;
    this.#continues = true;
    this.#latest = undefined;
  }

  /** Starts a loop and returns its position. */
  begin(): Beginning {
    if (!this.#continues) this.#next();
    this.#continues = false;
    this.#latest = { epoch: this.#epoch, batch: this.#batch };
    return this.#latest;
  }

  /** Counts a batch of a loop. */
  advance(loop: Beginning): void {
    if (loop === this.#latest) this.#batch++;
  }

  /** Ends a loop. */
  end(loop: Beginning): void {
    if (loop !== this.#latest) return;
    this.#next();
    this.#continues = true;
  }

  #next(): void {
    this.#epoch++;
    this.#batch = 0;
  }
}

const names = {
  batchSize: "batch size",
  samples: "number of samples",
  key: "key of the rng",
} as const;
