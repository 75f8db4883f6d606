/** A stretch of training steps: mean loss and accuracy over its images. */
export interface StepRecord {
  /** Epochs done at the end of the stretch, with a fraction. */
  readonly epoch: number;
  /** Number of images, the weight of this record in a mean over records. */
  readonly samples: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** What one pass over the training images gave. The training figures are means while the weights changed. */
export interface EpochRecord {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly testLoss: number;
  readonly testAccuracy: number;
  /** Time of training, without the test. */
  readonly seconds: number;
}

/** The course of a training run. */
export interface History {
  readonly steps: readonly StepRecord[];
  readonly epochs: readonly EpochRecord[];
}

/** How a batch of `count` images was classified: its mean loss, and how many rightly. */
export interface BatchResult {
  readonly loss: number;
  readonly right: number;
  readonly count: number;
}

/** Means of loss and accuracy over images, gathered batch by batch. */
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

/** Number of stretches that an epoch is divided into, about. */
const stretchesPerEpoch = 100;

/** Divides an epoch into stretches of about equal length and records each. */
export class Stretches {
  readonly #epochsBefore: number;
  readonly #total: number;
  /** Loss and accuracy of each stretch; the last one is still growing. */
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
   * Records of all stretches. An end of less than half a stretch, such as a last batch of few images, joins the stretch
   * before it, because a mean over few images is mostly noise.
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
