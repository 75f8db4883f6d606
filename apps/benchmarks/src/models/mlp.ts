import { relu } from "@cambium/activations";
import { Linear } from "@cambium/layers";
import { flatten, type Tensor } from "@cambium/tensor";
import type { ImageShape } from "./image-model.ts";

/** Multilayer perceptron: all pixels, 128 hidden units, the logits. */
export class Mlp {
  readonly hidden: Linear;
  readonly out: Linear;

  constructor([channels, height, width]: ImageShape, classes: number) {
    this.hidden = new Linear(channels * height * width, 128);
    this.out = new Linear(128, classes);
  }

  /**
   * @param x [N, C, H, W].
   * @returns Logits, [N, classes].
   */
  forward(x: Tensor): Tensor {
    return this.out.forward(relu(this.hidden.forward(flatten(x, 1))));
  }
}
