import { maxPool2d, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { Pool1d, type Pool1dOptions, poolSequences } from "./pool1d.ts";

/** Options of {@link MaxPool1d}. */
export interface MaxPool1dOptions extends Pool1dOptions {
  /** Distance between the positions of a window; 1 means adjacent. Default: 1. */
  readonly dilation?: number;
}

/**
 * Largest element of each window of a sequence; padding never wins. The gradient goes to the first of equal elements.
 *
 * @example
 * const halve = new MaxPool1d(2);
 */
export class MaxPool1d extends Pool1d<MaxPool1dOptions> {
  /**
   * @param kernelSize Positions of the window.
   * @param options Defaults: stride the kernel size, padding 0, dilation 1, ceilMode false.
   * @throws {RangeError} If the kernel size is not a whole number of at least 1.
   */
  constructor(kernelSize: number, options: MaxPool1dOptions = {}) {
    checkOptions("MaxPool1d", options, ["stride", "padding", "ceilMode", "dilation"]);
    super("MaxPool1d", kernelSize, options);
  }

  /**
   * @param x [N, C, L].
   * @returns [N, C, OL] with OL = ⌊(L + 2·padding − dilation·(k − 1) − 1)/stride⌋ + 1, rounded up with `ceilMode`.
   * @throws {ShapeError} If x is not a batch of sequences or the window is larger than the padded sequence.
   * @throws {RangeError} If an option is out of range or padding is more than half of the kernel.
   */
  forward(x: Tensor): Tensor {
    const { dilation = 1 } = this.options;
    return poolSequences(this, x, (images, { kernelSize, options }) =>
      maxPool2d(images, kernelSize, { ...options, dilation: [1, dilation] }),
    );
  }
}
