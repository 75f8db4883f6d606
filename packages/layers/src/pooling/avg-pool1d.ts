import { avgPool2d, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { Pool1d, type Pool1dOptions, poolSequences } from "./pool1d.ts";

/** Options of {@link AvgPool1d}. */
export interface AvgPool1dOptions extends Pool1dOptions {
  /** True to count positions of the padding in the divisor. Default: true. */
  readonly countIncludePad?: boolean;
}

/**
 * Mean of each window of a sequence.
 *
 * The divisor is the number of positions of the window inside the padded sequence, or with `countIncludePad: false`
 * inside the sequence.
 *
 * @example
 * const halve = new AvgPool1d(2);
 */
export class AvgPool1d extends Pool1d<AvgPool1dOptions> {
  /**
   * @param kernelSize Positions of the window.
   * @param options Defaults: stride the kernel size, padding 0, ceilMode false, countIncludePad true.
   * @throws {RangeError} If the kernel size is not a whole number of at least 1.
   */
  constructor(kernelSize: number, options: AvgPool1dOptions = {}) {
    checkOptions("AvgPool1d", options, ["stride", "padding", "ceilMode", "countIncludePad"]);
    super("AvgPool1d", kernelSize, options);
  }

  /**
   * @param x [N, C, L].
   * @returns [N, C, OL] with OL = ⌊(L + 2·padding − k)/stride⌋ + 1, rounded up with `ceilMode`.
   * @throws {ShapeError} If x is not a batch of sequences or the window is larger than the padded sequence.
   * @throws {RangeError} If an option is out of range or padding is more than half of the kernel.
   */
  forward(x: Tensor): Tensor {
    const { countIncludePad = true } = this.options;
    return poolSequences(this, x, (images, { kernelSize, options }) =>
      avgPool2d(images, kernelSize, { ...options, countIncludePad }),
    );
  }
}
