import { valueAndGrad } from "@cambium/autograd";
import type { Layer } from "@cambium/layers";
import { crossEntropy } from "@cambium/losses";
import { type Mode, type Param, parameters, training } from "@cambium/module";
import { adam, Optimizer, type Schedule } from "@cambium/optim";
import { argmax, type Rng, scope, type Tensor, unrecorded } from "@cambium/tensor";
import { countRight } from "./evaluate.ts";
import type { BatchResult } from "./history.ts";

/** One step of training a classifier with Adam and cross-entropy, again and again. */
export class TrainingStep {
  readonly #model: Layer;
  readonly #parameters: Record<string, Param>;
  readonly #optimizer: Optimizer;
  readonly #mode: Mode;

  /** @param rng What the model draws from. */
  constructor(model: Layer, learningRate: Schedule, rng: Rng) {
    this.#model = model;
    this.#parameters = parameters(model);
    this.#optimizer = new Optimizer(this.#parameters, adam({ learningRate }));
    this.#mode = training(rng);
  }

  /** Improves the model on a batch; says how it did before. Nothing but the model's new state stays in memory. */
  run(images: Tensor, labels: Tensor): BatchResult {
    return scope(() => {
      let right = 0;
      const { value, grads } = valueAndGrad(this.#parameters, () => {
        const logits = this.#model.forward(images, this.#mode);
        right = unrecorded(() => countRight(argmax(logits, { dim: 1 }).dataSync(), labels));
        return crossEntropy(logits, labels);
      });
      this.#optimizer.step(grads);
      return { loss: value.item(), right, count: labels.size };
    });
  }

  /** Frees the optimizer's memory. The model stays. */
  dispose(): void {
    this.#optimizer.dispose();
  }
}
