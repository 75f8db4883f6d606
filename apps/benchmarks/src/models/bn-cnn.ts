import { relu } from "@cambium/activations";
import { BatchNorm2d, Conv2d, GlobalAvgPool2d, Linear, MaxPool2d, Sequential } from "@cambium/layers";
import type { Mode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import type { ImageShape } from "./image-model.ts";

/**
 * Convolutional network of three pairs of 3×3 convolutions with 32, 64 and 128 channels, each followed by batch norm and ReLU.
 * Max-pooling by 2 separates the pairs. Global average pooling and a linear layer compute the logits.
 */
export class BnCnn {
  readonly features: Sequential;
  readonly out: Linear;

  constructor([channels]: ImageShape, classes: number) {
    this.features = new Sequential(
      pair(channels, 32),
      new MaxPool2d(2),
      pair(32, 64),
      new MaxPool2d(2),
      pair(64, 128),
      new GlobalAvgPool2d(),
    );
    this.out = new Linear(128, classes);
  }

  /**
   * @param x [N, C, H, W].
   * @returns Logits, [N, classes].
   */
  forward(x: Tensor, mode: Mode): Tensor {
    return this.out.forward(this.features.forward(x, mode));
  }
}

function pair(inChannels: number, maps: number): Sequential {
  return new Sequential(block(inChannels, maps), block(maps, maps));
}

/** Convolution, batch norm and ReLU. The convolution has no bias because batch norm has one. */
function block(inChannels: number, outChannels: number): Sequential {
  const conv = new Conv2d(inChannels, outChannels, 3, { padding: 1, bias: false });
  return new Sequential(conv, new BatchNorm2d(outChannels), relu);
}
