/** A stretch of training steps: their mean loss and the share of their images classified rightly. */
export interface StepRecord {
  /** Epochs done at the end of the stretch, with a fraction. */
  readonly epoch: number;
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

/** About so many stretches of an epoch are recorded. */
const stretchesPerEpoch = 100;

/** Cuts an epoch into stretches of equal length, and records each. */
export class Stretches {
  readonly #epochsBefore: number;
  readonly #total: number;
  readonly #records: StepRecord[] = [];
  #stretch = new Mean();
  #samples = 0;

  /** @param total Images in an epoch. */
  constructor(epochsBefore: number, total: number) {
    this.#epochsBefore = epochsBefore;
    this.#total = total;
  }

  add(result: BatchResult): void {
    this.#samples += result.count;
    this.#stretch.add(result);
    if (this.#stretch.count >= this.#total / stretchesPerEpoch) this.#cut();
  }

  /** All records, the begun one too. */
  end(): readonly StepRecord[] {
    if (this.#stretch.count > 0) this.#cut();
    return this.#records;
  }

  #cut(): void {
    const { loss, accuracy } = this.#stretch;
    this.#records.push({ epoch: this.#epochsBefore + this.#samples / this.#total, loss, accuracy });
    this.#stretch = new Mean();
  }
}
