import { Describable, inLayer, type Param } from "@cambium/module";
import { conv2d, type Pair, type Tensor, type WindowOptions } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { requireInputSize } from "../input-size.ts";
import { both, requirePair } from "../pair.ts";
import { makeBias, makeWeight, type WeightOptions, weightNames } from "../weight-and-bias.ts";
import { checkConvolution } from "./check-convolution.ts";

/** Options of {@link Conv2d}. Defaults: stride 1, padding 0, dilation 1, groups 1. */
export interface Conv2dLayerOptions extends WeightOptions, WindowOptions {
  /** Number of groups that the channels are split into, each convolved alone. `groups` = inChannels is a depthwise convolution. */
  readonly groups?: number;
}

/**
 * Two-dimensional convolution (cross-correlation) of images.
 *
 * y[n, o, i, j] = bias[o] + Σ_{c,p,q} weight[o, c, p, q]·x[n, c, i·stride + p·dilation − padding, j·stride + q·dilation − padding]
 *
 * weight: [outChannels, inChannels/groups, kH, kW]; bias: [outChannels].
 *
 * @example
 * const conv = new Conv2d(1, 6, 5, { padding: 2 });
 * // Depthwise separable: each channel is convolved alone, then a 1×1 convolution mixes the channels.
 * const separable = new Sequential(new Conv2d(32, 32, 3, { padding: 1, groups: 32 }), new Conv2d(32, 64, 1));
 */
export class Conv2d extends Describable {
  /** Channels of the input. */
  readonly inChannels: number;
  /** Channels of the result. */
  readonly outChannels: number;
  /** Height and width of the kernel, [kH, kW]. */
  readonly kernelSize: readonly [number, number];
  /** Rows and columns from one window to the next. */
  readonly stride: Pair;
  /** Rows and columns of zeros on each side of the image. */
  readonly padding: Pair;
  /** Rows and columns from one element of the kernel to the next; 1 means adjacent. */
  readonly dilation: Pair;
  /** Number of groups that the channels are split into, each convolved alone. */
  readonly groups: number;
  /** Kernels, [outChannels, inChannels/groups, kH, kW]. */
  readonly weight: Param;
  /** Added to each output channel, [outChannels]; undefined without one. */
  readonly bias: Param | undefined;

  /**
   * @param kernelSize One number for height and width, or a pair.
   * @throws {RangeError} If a size is not a whole number of at least 1, or `groups` does not divide the channels.
   */
  constructor(inChannels: number, outChannels: number, kernelSize: Pair, options: Conv2dLayerOptions = {}) {
    super(inChannels, outChannels, kernelSize, options);
    requirePair("Conv2d", "kernelSize", kernelSize);
    checkOptions("Conv2d", options, [...weightNames, "stride", "padding", "dilation", "groups"], {
      rng: "optional",
    });
    const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
    const [kernelHeight, kernelWidth] = both(kernelSize);
    checkConvolution("Conv2d", { inChannels, outChannels, kernelHeight, kernelWidth, groups });
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = [kernelHeight, kernelWidth];
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.groups = groups;
    const shape = [outChannels, inChannels / groups, kernelHeight, kernelWidth];
    this.weight = makeWeight(this, shape, options);
    this.bias = makeBias(this, shape, options);
  }

  /**
   * @param x [N, inChannels, H, W].
   * @returns [N, outChannels, OH, OW] with OH = ⌊(H + 2·padding − dilation·(kH − 1) − 1)/stride⌋ + 1, OW likewise.
   * @throws {ShapeError} If x does not fit, or the kernel is larger than the padded image.
   */
  forward(x: Tensor): Tensor {
    const { weight, bias, stride, padding, dilation, groups } = this;
    return inLayer(this, { x }, () => {
      if (x.rank === 4) requireInputSize(this, x, 1, this.inChannels, "channel");
      const options = { stride, padding, dilation, groups, ...(bias && { bias: bias.value }) };
      return conv2d(x, weight.value, options);
    });
  }
}
