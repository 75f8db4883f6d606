import { relu } from "@cambium/activations";
import { Conv2d, Linear, MaxPool2d } from "@cambium/layers";
import type { Mode } from "@cambium/module";
import { Dropout } from "@cambium/regularize";
import { flatten, type Tensor } from "@cambium/tensor";
import type { ImageShape } from "./image-model.ts";

/**
 * LeNet architecture with more channels: 5×5 convolutions with 32 and 64 channels, each followed by max-pooling by 2, a hidden
 * layer of 512 units with dropout 0.5, and the logits.
 */
export class Cnn {
  readonly conv1: Conv2d;
  readonly conv2: Conv2d;
  readonly hidden: Linear;
  readonly drop: Dropout = new Dropout(0.5);
  readonly out: Linear;
  readonly pool: MaxPool2d = new MaxPool2d(2);

  constructor([channels, height, width]: ImageShape, classes: number) {
    const features = 64 * Math.floor(height / 4) * Math.floor(width / 4);
    this.conv1 = new Conv2d(channels, 32, 5, { padding: 2 });
    this.conv2 = new Conv2d(32, 64, 5, { padding: 2 });
    this.hidden = new Linear(features, 512);
    this.out = new Linear(512, classes);
  }

  /**
   * @param x [N, C, H, W].
   * @returns Logits, [N, classes].
   */
  forward(x: Tensor, mode: Mode): Tensor {
    const first = this.pool.forward(relu(this.conv1.forward(x)));
    const maps = this.pool.forward(relu(this.conv2.forward(first)));
    const hidden = relu(this.hidden.forward(flatten(maps, 1)));
    return this.out.forward(this.drop.forward(hidden, mode));
  }
}
