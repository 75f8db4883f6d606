import { inLayer } from "@cambium/module";
import { type AvgPool2dOptions, avgPool2d, type Pair, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { requirePair } from "../pair.ts";
import { WindowPool } from "./window-pool.ts";

/**
 * Mean of each window of an image.
 *
 * The divisor is the number of positions of the window inside the padded image, or with `countIncludePad: false` inside
 * the image.
 *
 * @example
 * const halve = new AvgPool2d(2);
 */
export class AvgPool2d extends WindowPool<Pair, AvgPool2dOptions> {
  /**
   * @param kernelSize One number for height and width, or a pair.
   * @param options Defaults: stride the kernel size, padding 0, ceilMode false, countIncludePad true.
   * @throws {TypeError} If the kernel size is neither a number nor a pair.
   */
  constructor(kernelSize: Pair, options: AvgPool2dOptions = {}) {
    requirePair("AvgPool2d", "kernelSize", kernelSize);
    checkOptions("AvgPool2d", options, ["stride", "padding", "ceilMode", "countIncludePad"]);
    super(kernelSize, options);
  }

  /**
   * @param x [N, C, H, W].
   * @returns [N, C, OH, OW] with OH = ⌊(H + 2·padding − kH)/stride⌋ + 1, rounded up with `ceilMode`.
   * @throws {ShapeError} If x is not a batch of images or the window is larger than the padded image.
   * @throws {RangeError} If an option is out of range or padding is more than half of the kernel.
   */
  forward(x: Tensor): Tensor {
    return inLayer(this, { x }, () => avgPool2d(x, this.kernelSize, this.options));
  }
}
