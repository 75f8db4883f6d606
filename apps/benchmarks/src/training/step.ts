import { requireFinite, valueAndGrad } from "@cambium/autograd";
import type { Layer } from "@cambium/layers";
import { crossEntropy } from "@cambium/losses";
import { type Param, parameters, training } from "@cambium/module";
import { adam, Optimizer, type Schedule } from "@cambium/optim";
import { argmax, type Rng, type RngState, scope, type Tensor, unrecorded } from "@cambium/tensor";
import { countRight } from "./evaluate.ts";
import type { BatchResult } from "./history.ts";

/** Training step of a classifier with Adam and cross-entropy. */
export class TrainingStep {
  readonly #model: Layer;
  readonly #parameters: Record<string, Param>;
  readonly #optimizer: Optimizer;
  readonly #rng: Rng;
  #steps = 0;

  /** @param rng Random stream of the model. */
  constructor(model: Layer, learningRate: Schedule, rng: Rng) {
    this.#model = model;
    this.#parameters = parameters(model);
    this.#optimizer = new Optimizer(this.#parameters, adam({ learningRate }));
    this.#rng = rng;
  }

  /**
   * Takes one training step on a batch and returns the loss and the number of correct predictions from before it. Only the
   * new state of the model stays in memory.
   *
   * @param labels Class indices, or the weight of each class.
   *
   * @throws {NonFiniteError} If the loss is NaN or infinite. The parameters are then unchanged.
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

  /** Frees the memory of the optimizer. The model stays usable. */
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
