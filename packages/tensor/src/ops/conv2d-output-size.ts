import { checkNames } from "../checks/check-names.ts";
import { checkPair, outputSize, type Pair, pair, type WindowOptions, windowOf } from "./window.ts";

/** Options of {@link conv2dOutputSize}. Defaults: stride 1, padding 0, dilation 1, ceilMode false. */
export interface OutputSizeOptions extends WindowOptions {
  /** Height and width of the kernel or pooling window: a pair, or one number for both. */
  readonly kernel: Pair;
  /** Lets the last window reach beyond the padded image, as in pooling. */
  readonly ceilMode?: boolean;
}

/**
 * Height and width of the result of a convolution or pooling.
 *
 * out = ⌊(in + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1, rounded up with `ceilMode`
 *
 * @param input Height and width of the image: a pair, or one number for both.
 * @throws {ShapeError} If the window is larger than the padded image; with `ceilMode`, if it is larger by stride or more.
 * @throws {RangeError} If an option is out of range.
 * @see Dumoulin, Visin: A guide to convolution arithmetic for deep learning (2016), relationship 6.
 * @example
 * conv2dOutputSize(224, { kernel: 7, stride: 2, padding: 3 }); // [112, 112]
 */
export function conv2dOutputSize(
  input: Pair,
  options: OutputSizeOptions,
): readonly [height: number, width: number] {
  checkNames("conv2dOutputSize", options, ["kernel", "stride", "padding", "dilation", "ceilMode"]);
  const { kernel, ceilMode = false } = options;
  const window = windowOf("conv2dOutputSize", kernel, options);
  const size = pair(input);
  checkPair("conv2dOutputSize", "input", size, 0);
  return outputSize("conv2dOutputSize", size, window, ceilMode);
}
