import type { Examples, Loader } from "@cambium/data";
import type { Layer } from "@cambium/layers";
import type { Rng } from "@cambium/tensor";
import { breathe } from "./breathe.ts";
import { cosineDecay } from "./cosine-decay.ts";
import { type Evaluation, evaluate } from "./evaluate.ts";
import { type EpochRecord, type History, Mean, type StepRecord, Stretches } from "./history.ts";
import type { ProgressView } from "./progress.ts";
import { TrainingStep } from "./step.ts";

/** What is trained, on what, and how. */
export interface TrainerOptions {
  readonly model: Layer;
  /** The training images as they are, for tests. */
  readonly train: Examples;
  readonly test: Examples;
  /** Batches of the training images, augmented perhaps; all of them in an epoch. */
  readonly batches: Loader;
  readonly epochs: number;
  /** Where the learning rate starts; it falls to 0 in half a wave. */
  readonly learningRate: number;
  /** What the model draws from. */
  readonly rng: Rng;
  /** Ends training after the step at hand. */
  readonly signal: AbortSignal;
  readonly view: ProgressView;
}

/** What training came to. */
export interface Trained {
  readonly history: History;
  /** Images trained on; one counts again in each epoch. */
  readonly samples: number;
  /** Time spent on training, without tests. */
  readonly seconds: number;
  /** The test of the model as it is now; none if the last epoch was broken off. */
  readonly lastTest: Evaluation | undefined;
}

/** Trains a classifier, and remembers how it went. */
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
    const learningRate = cosineDecay(options.learningRate, options.epochs * options.batches.length);
    this.#step = new TrainingStep(options.model, learningRate, options.rng);
  }

  /** Trains until all epochs are done or the signal is aborted. Once only. */
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

  /** Trains once on every image, in a new order, or until the signal is aborted. */
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
