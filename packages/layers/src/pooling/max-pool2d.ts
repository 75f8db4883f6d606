import { inLayer } from "@cambium/module";
import { type MaxPool2dOptions, maxPool2d, type Pair, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { requirePair } from "../pair.ts";
import { WindowPool } from "./window-pool.ts";

/**
 * Largest element of each window of an image; padding never wins. The gradient goes to the first of equal elements.
 *
 * @example
 * const halve = new MaxPool2d(2);
 */
export class MaxPool2d extends WindowPool<Pair, MaxPool2dOptions> {
  /**
   * @param kernelSize One number for height and width, or a pair.
   * @param options Defaults: stride the kernel size, padding 0, dilation 1, ceilMode false.
   * @throws {TypeError} If the kernel size is neither a number nor a pair.
   */
  constructor(kernelSize: Pair, options: MaxPool2dOptions = {}) {
    requirePair("MaxPool2d", "kernelSize", kernelSize);
    checkOptions("MaxPool2d", options, ["stride", "padding", "dilation", "ceilMode"]);
    super(kernelSize, options);
  }

  /**
   * @param x [N, C, H, W].
   * @returns [N, C, OH, OW] with OH = ⌊(H + 2·padding − dilation·(kH − 1) − 1)/stride⌋ + 1, rounded up with `ceilMode`.
   * @throws {ShapeError} If x is not a batch of images or the window is larger than the padded image.
   * @throws {RangeError} If an option is out of range or padding is more than half of the kernel.
   */
  forward(x: Tensor): Tensor {
    return inLayer(this, { x }, () => maxPool2d(x, this.kernelSize, this.options));
  }
}
