import { type MaxPool2dOptions, maxPool2d, type Pair, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { requirePair } from "../pair.ts";

/**
 * Largest element of each window of an image; padding never wins. The gradient goes to the first of equal elements.
 *
 * @example
 * const halve = new MaxPool2d(2);
 */
export class MaxPool2d {
  /** Height and width of the window: a pair, or one number for both. */
  readonly kernelSize: Pair;
  /** As given. What is absent: stride the kernel size, padding 0, dilation 1, ceilMode false. */
  readonly options: MaxPool2dOptions;

  /**
   * @param kernelSize One number for height and width, or a pair.
   * @param options Defaults: stride the kernel size, padding 0, dilation 1, ceilMode false.
   */
  constructor(kernelSize: Pair, options: MaxPool2dOptions = {}) {
    requirePair("MaxPool2d", "kernelSize", kernelSize);
    checkOptions("MaxPool2d", options, ["stride", "padding", "dilation", "ceilMode"]);
    this.kernelSize = kernelSize;
    this.options = options;
  }

  /**
   * @param x [N, C, H, W].
   * @returns [N, C, OH, OW] with OH = ⌊(H + 2·padding − dilation·(kH − 1) − 1)/stride⌋ + 1, rounded up with `ceilMode`.
   * @throws {ShapeError} If x is no batch of images or the window is larger than the padded image.
   * @throws {RangeError} If an option is out of range or padding is more than half of the kernel.
   */
  forward(x: Tensor): Tensor {
    return maxPool2d(x, this.kernelSize, this.options);
  }
}
