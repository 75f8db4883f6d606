/** Mean loss and accuracy over the images of a stretch of training steps. */
export interface StepRecord {
  /** Number of epochs at the end of the stretch, with a fraction. */
  readonly epoch: number;
  /** Number of images, the weight of this record in a mean over records. */
  readonly samples: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** Results of one epoch. Training figures are means over the epoch, during which the weights change. */
export interface EpochRecord {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly testLoss: number;
  readonly testAccuracy: number;
  /** Training time, without evaluation. */
  readonly seconds: number;
}

/** History of a training run. */
export interface History {
  readonly steps: readonly StepRecord[];
  readonly epochs: readonly EpochRecord[];
}

/** Mean loss of a batch of `count` images, and the number of correct predictions. */
export interface BatchResult {
  readonly loss: number;
  readonly right: number;
  readonly count: number;
}

/** Means of loss and accuracy over images, accumulated batch by batch. */
export class Mean {
  #loss = 0;
  #right = 0;
  #count = 0;

  add({ loss, right, count }: BatchResult): void {
    this.#loss += loss * count;
    this.#right += right;
    this.#count += count;
  }

  get right(): number {
    return this.#right;
  }

  get count(): number {
    return this.#count;
  }

  get loss(): number {
    return this.#loss / this.#count;
  }

  get accuracy(): number {
    return this.#right / this.#count;
  }
}

/** Approximate number of stretches in an epoch. */
const stretchesPerEpoch = 100;

/** Divides an epoch into stretches of about equal length and records each. */
export class Stretches {
  readonly #epochsBefore: number;
  readonly #total: number;
  /** Means of each stretch. Batches are added to the last one. */
  readonly #means: Mean[] = [];

  /** @param total Number of images in an epoch. */
  constructor(epochsBefore: number, total: number) {
    this.#epochsBefore = epochsBefore;
    this.#total = total;
  }

  add(result: BatchResult): void {
    const isFull = (this.#means.at(-1)?.count ?? Number.POSITIVE_INFINITY) >= this.#length;
    if (isFull) this.#means.push(new Mean());
    this.#means.at(-1)!.add(result);
  }

  /**
   * Returns the records of all stretches. A last stretch of less than half the length of the one before, such as a last batch
   * of few images, is merged with that one, because a mean over few images is mostly noise.
   */
  end(): readonly StepRecord[] {
    const [beforeLast, last] = this.#means.slice(-2);
    if (beforeLast && last && 2 * last.count < beforeLast.count) {
      beforeLast.add(last);
      this.#means.pop();
    }
    let samples = 0;
    return this.#means.map(({ count, loss, accuracy }) => {
      samples += count;
      return { epoch: this.#epochsBefore + samples / this.#total, samples: count, loss, accuracy };
    });
  }

  get #length(): number {
    return this.#total / stretchesPerEpoch;
  }
}
