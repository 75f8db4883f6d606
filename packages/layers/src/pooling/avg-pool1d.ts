import { avgPool2d, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { type Pool1dOptions, poolSequences } from "./pool-sequences.ts";

/** Options of {@link AvgPool1d}. */
export interface AvgPool1dOptions extends Pool1dOptions {
  /** Whether places of the padding count in the divisor. Default: true. */
  readonly countIncludePad?: boolean;
}

/**
 * Mean of each window of a sequence.
 *
 * The divisor is the number of places of the window inside the padded sequence, or with `countIncludePad: false`
 * inside the sequence.
 */
export class AvgPool1d {
  /** Places of the window. */
  readonly kernelSize: number;
  /** As given. What is absent: stride the kernel size, padding 0, ceilMode false, countIncludePad true. */
  readonly options: AvgPool1dOptions;

  constructor(kernelSize: number, options: AvgPool1dOptions = {}) {
    checkOptions("AvgPool1d", options, ["stride", "padding", "ceilMode", "countIncludePad"]);
    this.kernelSize = kernelSize;
    this.options = options;
  }

  /**
   * @param x [N, C, L].
   * @returns [N, C, OL] with OL = ⌊(L + 2·padding − k)/stride⌋ + 1, rounded up with `ceilMode`.
   * @throws {ShapeError} If x is no batch of sequences or the window is larger than the padded sequence.
   * @throws {RangeError} If an option is out of range or padding is more than half of the kernel.
   */
  forward(x: Tensor): Tensor {
    const { stride = this.kernelSize, padding = 0, ceilMode = false, countIncludePad = true } = this.options;
    return poolSequences("AvgPool1d", x, (images) =>
      avgPool2d(images, [1, this.kernelSize], {
        stride: [1, stride],
        padding: [0, padding],
        ceilMode,
        countIncludePad,
      }),
    );
  }
}
