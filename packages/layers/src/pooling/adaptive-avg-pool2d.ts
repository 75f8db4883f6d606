import { Describable, inLayer } from "@cambium/module";
import { adaptiveAvgPool2d, type Pair, type Tensor } from "@cambium/tensor";

/**
 * Adaptive average pooling: the mean of windows that divide an image as evenly as possible, so that images of every size
 * give results of one size. Window i of n covers the rows from ⌊i·H/n⌋ to ⌈(i + 1)·H/n⌉.
 */
export class AdaptiveAvgPool2d extends Describable {
  /** Height and width of the result: a pair, or one number for both. */
  readonly outputSize: Pair;

  /** @param outputSize One number for height and width, or a pair. 1 is {@link GlobalAvgPool2d} with the dimensions kept. */
  constructor(outputSize: Pair) {
    super(outputSize);
    this.outputSize = outputSize;
  }

  /**
   * @param x [N, C, H, W].
   * @returns [N, C, outputSize…].
   * @throws {ShapeError} If x is not a batch of images.
   * @throws {RangeError} If a size is not a whole number of at least 1.
   */
  forward(x: Tensor): Tensor {
    return inLayer(this, { x }, () => adaptiveAvgPool2d(x, this.outputSize));
  }
}
