import { requireFinite, valueAndGrad } from "@cambium/autograd";
import type { Layer } from "@cambium/layers";
import { crossEntropy } from "@cambium/losses";
import { type Param, parameters, training } from "@cambium/module";
import { adam, Optimizer, type Schedule } from "@cambium/optim";
import { argmax, type Rng, type RngState, scope, type Tensor, unrecorded } from "@cambium/tensor";
import { countRight } from "./evaluate.ts";
import type { BatchResult } from "./history.ts";

/** One step of training a classifier with Adam and cross-entropy, again and again. */
export class TrainingStep {
  readonly #model: Layer;
  readonly #parameters: Record<string, Param>;
  readonly #optimizer: Optimizer;
  readonly #rng: Rng;
  #steps = 0;

  /** @param rng What the model draws from. */
  constructor(model: Layer, learningRate: Schedule, rng: Rng) {
    this.#model = model;
    this.#parameters = parameters(model);
    this.#optimizer = new Optimizer(this.#parameters, adam({ learningRate }));
    this.#rng = rng;
  }

  /**
   * Improves the model on a batch; says how it did before. Labels are classes, or the share of each class. Nothing but the model's new state stays in memory.
   *
   * @throws {NonFiniteError} If the loss is NaN or infinite; then the parameters stay as they were.
   */
  run(images: Tensor, labels: Tensor): BatchResult {
    this.#steps++;
    return scope(() => {
      const before = this.#rng.state;
      let right = 0;
      const { value, grads } = valueAndGrad(this.#parameters, () => {
        const logits = this.#logits(images);
        right = unrecorded(() => countRight(argmax(logits, 1).dataSync(), labels));
        return crossEntropy(logits, labels);
      });
      const loss = value.item();
      if (!Number.isFinite(loss)) this.#explain(loss, images, labels, before);
      this.#optimizer.step(grads);
      return { loss, right, count: images.shape[0]! };
    });
  }

  /** Frees the optimizer's memory. The model stays. */
  dispose(): void {
    this.#optimizer.dispose();
  }

  #logits(images: Tensor): Tensor {
    return this.#model.forward(images, training(this.#rng));
  }

  #explain(loss: number, images: Tensor, labels: Tensor, before: RngState): void {
    requireFinite(loss, {
      step: this.#steps,
      compute: () => crossEntropy(this.#logits(images), labels),
      inputs: { images, ...this.#parameters },
      streams: [[this.#rng, before]],
    });
  }
}
