import { maxPool2d, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { type Pool1dOptions, poolSequences } from "./pool-sequences.ts";

/** Options of {@link MaxPool1d}. */
export interface MaxPool1dOptions extends Pool1dOptions {
  /** Distance between the places of a window; 1 means adjacent. Default: 1. */
  readonly dilation?: number;
}

/** Largest element of each window of a sequence; padding never wins. The gradient goes to the first of equal elements. */
export class MaxPool1d {
  /** Places of the window. */
  readonly kernelSize: number;
  /** As given. What is absent: stride the kernel size, padding 0, dilation 1, ceilMode false. */
  readonly options: MaxPool1dOptions;

  constructor(kernelSize: number, options: MaxPool1dOptions = {}) {
    checkOptions("MaxPool1d", options, ["stride", "padding", "ceilMode", "dilation"]);
    this.kernelSize = kernelSize;
    this.options = options;
  }

  /**
   * @param x [N, C, L].
   * @returns [N, C, OL] with OL = ⌊(L + 2·padding − dilation·(k − 1) − 1)/stride⌋ + 1, rounded up with `ceilMode`.
   * @throws {ShapeError} If x is no batch of sequences or the window is larger than the padded sequence.
   * @throws {RangeError} If an option is out of range or padding is more than half of the kernel.
   */
  forward(x: Tensor): Tensor {
    const { stride = this.kernelSize, padding = 0, dilation = 1, ceilMode = false } = this.options;
    return poolSequences("MaxPool1d", x, (images) =>
      maxPool2d(images, [1, this.kernelSize], {
        stride: [1, stride],
        padding: [0, padding],
        dilation: [1, dilation],
        ceilMode,
      }),
    );
  }
}
