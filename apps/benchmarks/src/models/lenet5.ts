import { relu } from "@cambium/activations";
import { Conv2d, Linear, MaxPool2d } from "@cambium/layers";
import { flatten, type Tensor } from "@cambium/tensor";
import type { ImageShape } from "./image-model.ts";

/**
 * LeNet-5 with ReLU and max-pooling: two convolutions with 6 and 16 channels, then layers of 120 and 84 units and the logits.
 *
 * @see LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition (1998), §II.B.
 */
export class LeNet5 {
  readonly conv1: Conv2d;
  readonly conv2: Conv2d;
  readonly fc1: Linear;
  readonly fc2: Linear;
  readonly fc3: Linear;
  readonly pool: MaxPool2d = new MaxPool2d(2);

  constructor([channels, height, width]: ImageShape, classes: number) {
    this.conv1 = new Conv2d(channels, 6, 5, { padding: 2 });
    this.conv2 = new Conv2d(6, 16, 5);
    this.fc1 = new Linear(16 * side(height) * side(width), 120);
    this.fc2 = new Linear(120, 84);
    this.fc3 = new Linear(84, classes);
  }

  /**
   * @param x [N, C, H, W].
   * @returns Logits, [N, classes].
   */
  forward(x: Tensor): Tensor {
    const first = this.pool.forward(relu(this.conv1.forward(x)));
    const maps = this.pool.forward(relu(this.conv2.forward(first)));
    const hidden = relu(this.fc1.forward(flatten(maps, 1)));
    return this.fc3.forward(relu(this.fc2.forward(hidden)));
  }
}

/** Length of a side after two poolings by 2 and a 5×5 convolution without padding. */
function side(size: number): number {
  return Math.floor((Math.floor(size / 2) - 4) / 2);
}
