import { type AvgPool2dOptions, avgPool2d, type Pair, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { requirePair } from "../pair.ts";

/**
 * Mean of each window of an image.
 *
 * The divisor is the number of places of the window inside the padded image, or with `countIncludePad: false` inside
 * the image.
 */
export class AvgPool2d {
  /** Height and width of the window: a pair, or one number for both. */
  readonly kernelSize: Pair;
  /** As given. What is absent: stride the kernel size, padding 0, ceilMode false, countIncludePad true. */
  readonly options: AvgPool2dOptions;

  /**
   * @param kernelSize One number for height and width, or a pair.
   * @param options Defaults: stride the kernel size, padding 0, ceilMode false, countIncludePad true.
   */
  constructor(kernelSize: Pair, options: AvgPool2dOptions = {}) {
    requirePair("AvgPool2d", "kernelSize", kernelSize);
    checkOptions("AvgPool2d", options, ["stride", "padding", "ceilMode", "countIncludePad"]);
    this.kernelSize = kernelSize;
    this.options = options;
  }

  /**
   * @param x [N, C, H, W].
   * @returns [N, C, OH, OW] with OH = ⌊(H + 2·padding − kH)/stride⌋ + 1, rounded up with `ceilMode`.
   * @throws {ShapeError} If x is no batch of images or the window is larger than the padded image.
   * @throws {RangeError} If an option is out of range or padding is more than half of the kernel.
   */
  forward(x: Tensor): Tensor {
    return avgPool2d(x, this.kernelSize, this.options);
  }
}
