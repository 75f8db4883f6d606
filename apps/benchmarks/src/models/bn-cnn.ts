import { relu } from "@cambium/activations";
import { BatchNorm2d, Conv2d, GlobalAvgPool2d, Linear, MaxPool2d, Sequential } from "@cambium/layers";
import type { Mode } from "@cambium/module";
import type { Rng, Tensor } from "@cambium/tensor";
import type { ImageShape } from "./image-model.ts";

/** Blocks of convolution, batch norm and ReLU with 16, 32 and 64 maps; the mean of each map; the classes. */
export class BnCnn {
  readonly features: Sequential;
  readonly out: Linear;

  constructor([channels]: ImageShape, classes: number, rng: Rng) {
    this.features = new Sequential(
      block(channels, 16, rng.fork("block1")),
      new MaxPool2d(2),
      block(16, 32, rng.fork("block2")),
      new MaxPool2d(2),
      block(32, 64, rng.fork("block3")),
      new GlobalAvgPool2d(),
    );
    this.out = new Linear(64, classes, { rng: rng.fork("out") });
  }

  /**
   * @param x [N, C, H, W].
   * @returns Logits, [N, classes].
   */
  forward(x: Tensor, mode: Mode): Tensor {
    return this.out.forward(this.features.forward(x, mode));
  }
}

/** The batch norm has a bias: the convolution needs none. */
function block(inChannels: number, outChannels: number, rng: Rng): Sequential {
  const conv = new Conv2d(inChannels, outChannels, 3, { rng, padding: 1, bias: false });
  return new Sequential(conv, new BatchNorm2d(outChannels), relu);
}
