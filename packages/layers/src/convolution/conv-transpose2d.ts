import { Describable, inLayer, type Param } from "@cambium/module";
import { convTranspose2d, type Pair, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { requireInputSize } from "../input-size.ts";
import { both, requirePair } from "../pair.ts";
import { makeBias, makeWeight, weightNames } from "../weight-and-bias.ts";
import { checkConvolution } from "./check-convolution.ts";
import type { Conv2dLayerOptions } from "./conv2d.ts";

/** Options of {@link ConvTranspose2d}. Defaults: stride 1, padding 0, outputPadding 0, dilation 1, groups 1. */
export interface ConvTranspose2dLayerOptions extends Conv2dLayerOptions {
  /** Rows and columns added to the end of the result, because several input sizes share one output size of the convolution. Less than stride or dilation. */
  readonly outputPadding?: Pair;
}

/**
 * Transposed two-dimensional convolution, which enlarges images. It is the gradient of {@link Conv2d} with respect to its
 * image: each element of x adds a multiple of the kernel to the result.
 *
 * y[n, o, i·stride + p·dilation − padding, j·stride + q·dilation − padding] += weight[c, o, p, q]·x[n, c, i, j]; then + bias[o]
 *
 * weight: [inChannels, outChannels/groups, kH, kW]; bias: [outChannels].
 *
 * @see Dumoulin, Visin: A guide to convolution arithmetic for deep learning (2016), §4.
 * @example
 * const twice = new ConvTranspose2d(16, 8, 2, { stride: 2 });
 */
export class ConvTranspose2d extends Describable {
  /** Channels of the input. */
  readonly inChannels: number;
  /** Channels of the result. */
  readonly outChannels: number;
  /** Height and width of the kernel, [kH, kW]. */
  readonly kernelSize: readonly [number, number];
  /** Rows and columns of the result from one element of x to the next. */
  readonly stride: Pair;
  /** Rows and columns cropped from each side of the result. */
  readonly padding: Pair;
  /** Rows and columns added to the end of the result. */
  readonly outputPadding: Pair;
  /** Rows and columns from one element of the kernel to the next; 1 means adjacent. */
  readonly dilation: Pair;
  /** Number of groups that the channels are split into, each convolved alone. */
  readonly groups: number;
  /** Kernels, [inChannels, outChannels/groups, kH, kW]. */
  readonly weight: Param;
  /** Added to each output channel, [outChannels]; undefined without one. */
  readonly bias: Param | undefined;

  /**
   * @param kernelSize One number for height and width, or a pair.
   * @throws {RangeError} If a size is not a whole number of at least 1, or `groups` does not divide the channels.
   */
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Pair,
    options: ConvTranspose2dLayerOptions = {},
  ) {
    super(inChannels, outChannels, kernelSize, options);
    requirePair("ConvTranspose2d", "kernelSize", kernelSize);
    checkOptions(
      "ConvTranspose2d",
      options,
      [...weightNames, "stride", "padding", "dilation", "groups", "outputPadding"],
      { rng: "optional" },
    );
    const { stride = 1, padding = 0, outputPadding = 0, dilation = 1, groups = 1 } = options;
    const [kernelHeight, kernelWidth] = both(kernelSize);
    checkConvolution("ConvTranspose2d", { inChannels, outChannels, kernelHeight, kernelWidth, groups });
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = [kernelHeight, kernelWidth];
    this.stride = stride;
    this.padding = padding;
    this.outputPadding = outputPadding;
    this.dilation = dilation;
    this.groups = groups;
    const shape = [inChannels, outChannels / groups, kernelHeight, kernelWidth];
    this.weight = makeWeight(this, shape, options);
    this.bias = makeBias(this, shape, options, outChannels);
  }

  /**
   * @param x [N, inChannels, H, W].
   * @returns [N, outChannels, OH, OW] with OH = (H − 1)·stride − 2·padding + dilation·(kH − 1) + outputPadding + 1, OW likewise.
   * @throws {ShapeError} If x does not fit, or nothing of the result is left by the padding.
   * @throws {RangeError} If stride, padding or dilation is out of range, or `outputPadding` is not less than stride or dilation.
   */
  forward(x: Tensor): Tensor {
    const { weight, bias, stride, padding, outputPadding, dilation, groups } = this;
    return inLayer(this, { x }, () => {
      if (x.rank === 4) requireInputSize(this, x, 1, this.inChannels, "channel");
      const options = {
        stride,
        padding,
        outputPadding,
        dilation,
        groups,
        ...(bias && { bias: bias.value }),
      };
      return convTranspose2d(x, weight.value, options);
    });
  }
}
