import type { Examples, Loader } from "@cambium/data";
import type { Layer } from "@cambium/layers";
import { cosineAnnealingSchedule } from "@cambium/optim";
import type { Rng } from "@cambium/tensor";
import { breathe } from "./breathe.ts";
import { type Evaluation, evaluate } from "./evaluate.ts";
import { type EpochRecord, type History, Mean, type StepRecord, Stretches } from "./history.ts";
import type { ProgressView } from "./progress.ts";
import { TrainingStep } from "./step.ts";

/** Options of a {@link Trainer}. */
export interface TrainerOptions {
  readonly model: Layer;
  /** Training images without augmentation, for evaluation. */
  readonly train: Examples;
  readonly test: Examples;
  /** Batches of all training images, which may be augmented. */
  readonly batches: Loader;
  readonly epochs: number;
  /** Initial learning rate. It decays to 0 along half a cosine. */
  readonly learningRate: number;
  /** Random stream of the model. */
  readonly rng: Rng;
  /** Ends training after the current step when it is aborted. */
  readonly signal: AbortSignal;
  readonly view: ProgressView;
}

/** Result of training. */
export interface Trained {
  readonly history: History;
  /** Number of images in all training steps. */
  readonly samples: number;
  /** Training time, without evaluation. */
  readonly seconds: number;
  /** Evaluation of the final model on the test set; undefined if the last epoch was interrupted. */
  readonly lastTest: Evaluation | undefined;
}

/** Trains a classifier and records its history. */
export class Trainer {
  readonly #options: TrainerOptions;
  readonly #step: TrainingStep;
  readonly #steps: StepRecord[] = [];
  readonly #epochs: EpochRecord[] = [];
  #samples = 0;
  #seconds = 0;
  #lastTest: Evaluation | undefined;

  constructor(options: TrainerOptions) {
    this.#options = options;
    const tMax = options.epochs * options.batches.length;
    const learningRate = cosineAnnealingSchedule(options.learningRate, { tMax });
    this.#step = new TrainingStep(options.model, learningRate, options.rng);
  }

  /** Trains until all epochs are done or the signal is aborted. Call it once. */
  async run(): Promise<Trained> {
    const { epochs, signal } = this.#options;
    for (let epoch = 1; epoch <= epochs && !signal.aborted; epoch++) await this.#epoch(epoch);
    this.#step.dispose();
    return {
      history: { steps: this.#steps, epochs: this.#epochs },
      samples: this.#samples,
      seconds: this.#seconds,
      lastTest: this.#lastTest,
    };
  }

  async #epoch(epoch: number): Promise<void> {
    const { model, test, view, epochs, signal } = this.#options;
    const secondsBefore = this.#seconds;
    this.#lastTest = undefined;
    const mean = await this.#pass(epoch);
    view.pause();
    if (signal.aborted) return;
    const seconds = this.#seconds - secondsBefore;
    this.#lastTest = await evaluate(model, test);
    const { loss: testLoss, accuracy: testAccuracy } = this.#lastTest;
    const record = {
      epoch,
      trainLoss: mean.loss,
      trainAccuracy: mean.accuracy,
      testLoss,
      testAccuracy,
      seconds,
    };
    this.#epochs.push(record);
    view.epoch(record, epochs);
  }

  /** Trains for one epoch, in a new order, or until the signal is aborted. */
  async #pass(epoch: number): Promise<Mean> {
    const { train, batches, signal } = this.#options;
    const [whole, stretches] = [new Mean(), new Stretches(epoch - 1, train.length)];
    const start = performance.now() - 1000 * this.#seconds;
    for await (const { x, y } of batches) {
      const result = this.#step.run(x, y);
      whole.add(result);
      stretches.add(result);
      this.#samples += result.count;
      this.#seconds = (performance.now() - start) / 1000;
      this.#show(epoch, whole);
      await breathe();
      if (signal.aborted) break;
    }
    this.#steps.push(...stretches.end());
    return whole;
  }

  #show(epoch: number, { loss, count: samples }: Mean): void {
    const { train, epochs, view } = this.#options;
    const samplesPerSecond = this.#samples / this.#seconds;
    const secondsLeft = (epochs * train.length - this.#samples) / samplesPerSecond;
    view.step({ epoch, epochs, samples, total: train.length, loss, samplesPerSecond, secondsLeft });
  }
}
