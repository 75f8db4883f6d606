import { checkNames } from "../checks/check-names.ts";
import { inWords } from "../checks/in-words.ts";
import { requireTensor } from "../checks/require-tensor.ts";
import { DTypeError, ShapeError } from "../errors.ts";
import { scope } from "../scope.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { addBias, convForward, convInputGradient } from "./convolution.ts";
import { requireFloat } from "./require-float.ts";
import { squeeze, unsqueeze } from "./view-ops.ts";
import { outputSize, type Pair, requireImages, type WindowOptions, windowOf } from "./window.ts";

/** Options of {@link conv2d}. Defaults: stride 1, padding 0, dilation 1, groups 1, no bias. */
export interface Conv2dOptions extends WindowOptions {
  /** Added to every element of output channel o: bias[o], shape [O]. */
  readonly bias?: Tensor;
  /** Number of groups into which channels are split. Each group is convolved separately. `groups` = C is a depthwise convolution. */
  readonly groups?: number;
}

/** Options of {@link convTranspose2d}. */
export interface ConvTranspose2dOptions extends Conv2dOptions {
  /** Rows and columns added to one side of the result, for which several sizes are possible. Less than stride or dilation. Default: 0. */
  readonly outputPadding?: Pair;
}

/** Options of {@link conv1d}. */
export interface Conv1dOptions {
  /** Added to every element of output channel o: bias[o], shape [O]. Default: none. */
  readonly bias?: Tensor;
  /** Step between windows, at least 1. Default: 1. */
  readonly stride?: number;
  /** Zeros added at each end. Default: 0. */
  readonly padding?: number;
  /** Distance between the elements of a window; 1 means adjacent. Default: 1. */
  readonly dilation?: number;
  /** Number of groups into which channels are split. Each group is convolved separately. Default: 1. */
  readonly groups?: number;
}

const convolutionNames = ["stride", "padding", "dilation", "groups", "bias"];

function checkTypes(op: string, x: Tensor, weight: Tensor): void {
  requireFloat(op, x);
  requireTensor(op, weight, "weight");
  if (x.dtype !== weight.dtype)
    throw new DTypeError(`${op}: x is ${x.dtype} but weight is ${weight.dtype}. Cast one of them.`);
}

function checkGroups(op: string, groups: number, channels: readonly number[]): void {
  const divides = Number.isInteger(groups) && groups >= 1 && channels.every((count) => count % groups === 0);
  if (!divides) {
    throw new RangeError(
      `${op}: groups must be a whole number that divides the channels ${formatShape(channels)}: got ${inWords(groups)}.`,
    );
  }
}

function checkBias(op: string, bias: Tensor | undefined, x: Tensor, channels: number): void {
  if (bias === undefined) return;
  requireTensor(op, bias, "bias");
  if (bias.rank !== 1 || bias.size !== channels) {
    throw new ShapeError(
      `${op}: bias must have shape [${channels}], one number a channel: got ${formatShape(bias.shape)}.`,
    );
  }
  if (bias.dtype === x.dtype) return;
  throw new DTypeError(`${op}: x is ${x.dtype} but bias is ${bias.dtype}. Cast one of them.`);
}

/**
 * Two-dimensional convolution (cross-correlation) of images.
 *
 * y[n, o, i, j] = bias[o] + Σ_{c,p,q} weight[o, c, p, q]·x[n, c, i·stride + p·dilation − padding, j·stride + q·dilation − padding]
 *
 * @param x [N, C, H, W].
 * @param weight [O, C/groups, kH, kW].
 * @returns [N, O, OH, OW] with OH = ⌊(H + 2·padding − dilation·(kH − 1) − 1)/stride⌋ + 1, OW likewise.
 * @throws {ShapeError} If shapes do not fit or the kernel is larger than the padded image.
 * @throws {RangeError} If an option is out of range or `groups` does not divide the channels.
 * @throws {DTypeError} If types differ or are not floats.
 */
export function conv2d(x: Tensor, weight: Tensor, options: Conv2dOptions = {}): Tensor {
  requireImages("conv2d", x);
  checkNames("conv2d", options, convolutionNames);
  const { groups = 1 } = options;
  checkTypes("conv2d", x, weight);
  if (weight.rank !== 4) {
    throw new ShapeError(`conv2d: weight must be [O, C/groups, kH, kW]: got ${formatShape(weight.shape)}.`);
  }
  const [outputs, channels, kernelHeight, kernelWidth] = weight.shape as [number, number, number, number];
  checkGroups("conv2d", groups, [x.shape[1]!, outputs]);
  if (channels * groups !== x.shape[1]) {
    throw new ShapeError(
      `conv2d: x ${formatShape(x.shape)} has ${x.shape[1]} channels, but weight ${formatShape(weight.shape)} with ` +
        `${groups} group${groups === 1 ? "" : "s"} takes ${channels * groups}. Is x in N, C, H, W order?`,
    );
  }
  const window = windowOf("conv2d", [kernelHeight, kernelWidth], options);
  const imageSize: [number, number] = [x.shape[2]!, x.shape[3]!];
  const size = outputSize("conv2d", imageSize, window);
  const convolution = { window, groups, imageSize, outputSize: size };
  checkBias("conv2d", options.bias, x, outputs);
  return convForward(x, weight, convolution, options.bias);
}

/**
 * One-dimensional convolution (cross-correlation): {@link conv2d} of sequences.
 *
 * @param x [N, C, L].
 * @param weight [O, C/groups, k].
 * @returns [N, O, OL] with OL = ⌊(L + 2·padding − dilation·(k − 1) − 1)/stride⌋ + 1.
 * @throws As {@link conv2d}.
 */
export function conv1d(x: Tensor, weight: Tensor, options: Conv1dOptions = {}): Tensor {
  requireTensor("conv1d", x);
  requireTensor("conv1d", weight, "weight");
  checkNames("conv1d", options, convolutionNames);
  const { stride = 1, padding = 0, dilation = 1, ...rest } = options;
  if (x.rank !== 3 || weight.rank !== 3) {
    throw new ShapeError(
      `conv1d: needs x [N, C, L] and weight [O, C/groups, k]: got ${formatShape(x.shape)} and ${formatShape(weight.shape)}.`,
    );
  }
  const flat: Conv2dOptions = {
    ...rest,
    stride: [1, stride],
    padding: [0, padding],
    dilation: [1, dilation],
  };
  return scope(() => squeeze(conv2d(unsqueeze(x, 2), unsqueeze(weight, 2), flat), 2));
}

/**
 * Transposed two-dimensional convolution: the gradient of {@link conv2d} with respect to its image. It enlarges images.
 *
 * OH = (H − 1)·stride − 2·padding + dilation·(kH − 1) + outputPadding + 1, OW likewise.
 *
 * @param x [N, C, H, W].
 * @param weight [C, O/groups, kH, kW].
 * @returns [N, O, OH, OW].
 * @throws As {@link conv2d}; {RangeError} also if `outputPadding` is not less than stride or dilation.
 */
export function convTranspose2d(x: Tensor, weight: Tensor, options: ConvTranspose2dOptions = {}): Tensor {
  requireImages("convTranspose2d", x);
  checkNames("convTranspose2d", options, [...convolutionNames, "outputPadding"]);
  const { groups = 1, outputPadding = 0 } = options;
  checkTypes("convTranspose2d", x, weight);
  if (weight.rank !== 4 || weight.shape[0] !== x.shape[1]) {
    throw new ShapeError(
      `convTranspose2d: weight must be [C, O/groups, kH, kW] with C = ${x.shape[1]}, the channels of x: got ${formatShape(weight.shape)}.`,
    );
  }
  checkGroups("convTranspose2d", groups, [x.shape[1]!]);
  const window = windowOf("convTranspose2d", [weight.shape[2]!, weight.shape[3]!], options);
  const extra = typeof outputPadding === "number" ? [outputPadding, outputPadding] : outputPadding;
  const imageSize = ([0, 1] as const).map((i) => enlargedSize(x.shape[2 + i]!, extra[i]!, window, i)) as [
    number,
    number,
  ];
  const convolution = { window, groups, imageSize, outputSize: [x.shape[2]!, x.shape[3]!] as const };
  checkBias("convTranspose2d", options.bias, x, groups * weight.shape[1]!);
  return scope(() => addBias(convInputGradient(x, weight, convolution), options.bias));
}

/** Size of the result of a transposed convolution along one dimension. */
function enlargedSize(size: number, extra: number, window: ReturnType<typeof windowOf>, axis: 0 | 1): number {
  const stride = window.stride[axis];
  const dilation = window.dilation[axis];
  if (!Number.isInteger(extra) || extra < 0 || extra >= Math.max(stride, dilation)) {
    throw new RangeError(
      `convTranspose2d: outputPadding must be a whole number in [0, ${Math.max(stride, dilation)}), less than stride or dilation: got ${inWords(extra)}.`,
    );
  }
  const enlarged =
    (size - 1) * stride - 2 * window.padding[axis] + dilation * (window.kernel[axis] - 1) + extra + 1;
  if (enlarged > 0) return enlarged;
  throw new ShapeError(`convTranspose2d: the result would have size ${enlarged}. Use less padding.`);
}
