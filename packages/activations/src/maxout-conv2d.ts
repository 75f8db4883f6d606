import { Describable, inLayer, type Param } from "@cambium/module";
import { conv2d, flatten, type Pair, stack, type Tensor, type WindowOptions } from "@cambium/tensor";
import { checkOptions, requireCounts } from "@cambium/tensor/checks";
import { maxout, requirePieces } from "./maxout.ts";
import { type Join, type MaxoutLayerOptions, makeBias, makeWeight, maxoutLayerNames } from "./pieces.ts";

/** Options of {@link MaxoutConv2d}. Defaults: stride 1, padding 0, dilation 1, groups 1. */
export interface MaxoutConv2dOptions extends MaxoutLayerOptions, WindowOptions {
  /** Number of groups that the channels are split into. Each group is convolved separately. Default: 1. */
  readonly groups?: number;
}

/** The pieces of one result are neighboring channels, so that they always belong to the same group. */
const interleaved: Join = {
  join: (pieces) => flatten(stack(pieces, 1), 0, 1),
  shape: ([out, ...rest], pieces) => [out! * pieces, ...rest],
};

/**
 * Convolution that learns its activation: the maximum of several convolutions at each position of each channel.
 *
 * y[n, o, i, j] = max over k < pieces of channel o·pieces + k of conv2d(x, weight, bias)
 *
 * weight: [outChannels·pieces, inChannels/groups, kH, kW]; bias: [outChannels·pieces]; the pieces of a channel are
 * neighbors, as `maxout` expects. Each piece is initialized like a convolution.
 *
 * @see Goodfellow et al.: Maxout networks (2013).
 * @example
 * const conv = new MaxoutConv2d(3, 16, 3, { pieces: 2, rng, padding: 1 });
 */
export class MaxoutConv2d extends Describable {
  /** Channels of the input. */
  readonly inChannels: number;
  /** Channels of the result. */
  readonly outChannels: number;
  /** Height and width of the kernel, [kH, kW]. */
  readonly kernelSize: readonly [number, number];
  /** Number of convolutions that compete. */
  readonly pieces: number;
  /** Rows and columns from one window to the next. */
  readonly stride: Pair;
  /** Rows and columns of zeros on each side of the image. */
  readonly padding: Pair;
  /** Rows and columns between neighboring kernel elements; 1 means adjacent. */
  readonly dilation: Pair;
  /** Number of groups that the channels are split into. Each group is convolved separately. */
  readonly groups: number;
  /** Kernels, [outChannels·pieces, inChannels/groups, kH, kW]. */
  readonly weight: Param;
  /** Added to each channel before the maximum is taken, [outChannels·pieces]; undefined without a bias. */
  readonly bias: Param | undefined;

  /**
   * @param kernelSize One number for height and width, or a pair.
   * @throws {RangeError} If a size or `pieces` is not a whole number of at least 1, or `groups` does not divide the
   * channels.
   */
  constructor(inChannels: number, outChannels: number, kernelSize: Pair, options: MaxoutConv2dOptions) {
    super(inChannels, outChannels, kernelSize, options);
    checkOptions("MaxoutConv2d", options, [...maxoutLayerNames, "stride", "padding", "dilation", "groups"], {
      rng: "optional",
    });
    const { pieces, stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
    const [kernelHeight, kernelWidth] =
      typeof kernelSize === "number" ? [kernelSize, kernelSize] : kernelSize;
    requireCounts("MaxoutConv2d", { inChannels, outChannels, kernelHeight, kernelWidth, groups });
    requirePieces("MaxoutConv2d", pieces);
    requireGroups(inChannels, outChannels, groups);
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = [kernelHeight, kernelWidth];
    this.pieces = pieces;
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.groups = groups;
    const shape = [outChannels, inChannels / groups, kernelHeight, kernelWidth];
    this.weight = makeWeight(this, shape, interleaved, options);
    this.bias = makeBias(this, shape, interleaved, options);
  }

  /**
   * @param x [N, inChannels, H, W].
   * @returns [N, outChannels, OH, OW] with OH = ⌊(H + 2·padding − dilation·(kH − 1) − 1)/stride⌋ + 1, OW likewise.
   * @throws {ShapeError} If x does not fit, or the kernel is larger than the padded image.
   */
  forward(x: Tensor): Tensor {
    const { weight, bias, pieces, stride, padding, dilation, groups } = this;
    return inLayer(this, { x }, () => {
      const options = { stride, padding, dilation, groups, ...(bias && { bias: bias.value }) };
      return maxout(conv2d(x, weight.value, options), pieces);
    });
  }
}

function requireGroups(inChannels: number, outChannels: number, groups: number): void {
  if (inChannels % groups === 0 && outChannels % groups === 0) return;
  throw new RangeError(
    `MaxoutConv2d: groups must divide the channels: ${groups} does not divide both ${inChannels} and ${outChannels}. ` +
      "Use a common divisor.",
  );
}
