import { Describable, inLayer, type Param } from "@cambium/module";
import { conv1d, type Tensor } from "@cambium/tensor";
import { checkOptions, requireCounts } from "@cambium/tensor/checks";
import { requireInputSize } from "../input-size.ts";
import { makeBias, makeWeight, type WeightOptions, weightNames } from "../weight-and-bias.ts";
import { checkConvolution } from "./check-convolution.ts";

/** Options of {@link Conv1d}. Defaults: stride 1, padding 0, dilation 1, groups 1. */
export interface Conv1dLayerOptions extends WeightOptions {
  /** Step between windows, at least 1. */
  readonly stride?: number;
  /** Zeros added at each end. */
  readonly padding?: number;
  /** Distance between the elements of the kernel; 1 means adjacent. */
  readonly dilation?: number;
  /** Number of groups that the channels are split into, each convolved alone. `groups` = inChannels is a depthwise convolution. */
  readonly groups?: number;
}

/**
 * One-dimensional convolution (cross-correlation) of sequences.
 *
 * y[n, o, i] = bias[o] + Σ_{c,p} weight[o, c, p]·x[n, c, i·stride + p·dilation − padding]
 *
 * weight: [outChannels, inChannels/groups, k]; bias: [outChannels].
 *
 * @example
 * const conv = new Conv1d(8, 16, 3, { padding: 1 });
 */
export class Conv1d extends Describable {
  /** Channels of the input. */
  readonly inChannels: number;
  /** Channels of the result. */
  readonly outChannels: number;
  /** Length of the kernel. */
  readonly kernelSize: number;
  /** Positions from one window to the next. */
  readonly stride: number;
  /** Zeros at each end of the sequence. */
  readonly padding: number;
  /** Positions from one element of the kernel to the next; 1 means adjacent. */
  readonly dilation: number;
  /** Number of groups that the channels are split into, each convolved alone. */
  readonly groups: number;
  /** Kernels, [outChannels, inChannels/groups, k]. */
  readonly weight: Param;
  /** Added to each output channel, [outChannels]; undefined without one. */
  readonly bias: Param | undefined;

  /**
   * @throws {RangeError} If a size is not a whole number of at least 1, or `groups` does not divide the channels.
   */
  constructor(inChannels: number, outChannels: number, kernelSize: number, options: Conv1dLayerOptions = {}) {
    super(inChannels, outChannels, kernelSize, options);
    requireCounts("Conv1d", { kernelSize });
    checkOptions("Conv1d", options, [...weightNames, "stride", "padding", "dilation", "groups"], {
      rng: "optional",
    });
    const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
    checkConvolution("Conv1d", { inChannels, outChannels, groups });
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = kernelSize;
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.groups = groups;
    const shape = [outChannels, inChannels / groups, kernelSize];
    this.weight = makeWeight(this, shape, options);
    this.bias = makeBias(this, shape, options);
  }

  /**
   * @param x [N, inChannels, L].
   * @returns [N, outChannels, OL] with OL = ⌊(L + 2·padding − dilation·(k − 1) − 1)/stride⌋ + 1.
   * @throws {ShapeError} If x does not fit, or the kernel is larger than the padded sequence.
   * @throws {RangeError} If stride, padding or dilation is out of range.
   */
  forward(x: Tensor): Tensor {
    const { weight, bias, stride, padding, dilation, groups } = this;
    return inLayer(this, { x }, () => {
      if (x.rank === 3) requireInputSize(this, x, 1, this.inChannels, "channel");
      const options = { stride, padding, dilation, groups, ...(bias && { bias: bias.value }) };
      return conv1d(x, weight.value, options);
    });
  }
}
