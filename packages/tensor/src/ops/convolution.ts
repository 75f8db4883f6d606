import type { Window2d } from "../backend.ts";
import { type FusedOp, runOp1 } from "../op.ts";
import { sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { add } from "./arithmetic.ts";
import { matmul } from "./matmul.ts";
import { sum } from "./sum.ts";
import { reshape, transpose } from "./view-ops.ts";
import { fold, unfold } from "./window.ts";

/** Attributes of the three products of a convolution: windows, groups, and the sizes that do not follow from the operands. */
export interface Convolution {
  readonly window: Window2d;
  readonly groups: number;
  /** [H, W] of the image. */
  readonly imageSize: readonly [number, number];
  /** [OH, OW] of the result. */
  readonly outputSize: readonly [number, number];
}

/** Weight [O, C/G, kH, kW] as one matrix per group: [G, O/G, C/G·kH·kW]. */
function filterMatrices(weight: Tensor, groups: number): Tensor {
  const [outputs, ...rest] = weight.shape as [number, number, number, number];
  return reshape(weight, [groups, outputs / groups, rest.reduce((a, b) => a * b, 1)]);
}

/** Windows of images as one matrix per sample and group: [N, G, C/G·kH·kW, OH·OW]. */
function windowMatrices(x: Tensor, { window, groups, outputSize }: Convolution): Tensor {
  const [samples, channels] = x.shape as [number, number];
  const rows = (channels / groups) * window.kernel[0] * window.kernel[1];
  return reshape(unfold(x, window, outputSize), [samples, groups, rows, outputSize[0] * outputSize[1]]);
}

/** Images [N, O, OH, OW] as one matrix per sample and group: [N, G, O/G, OH·OW]. */
function planeMatrices(y: Tensor, groups: number): Tensor {
  const [samples, channels, height, width] = y.shape as [number, number, number, number];
  return reshape(y, [samples, groups, channels / groups, height * width]);
}

/** Adds bias[o] to channel o of images. Internal. */
export function addBias(y: Tensor, bias: Tensor | undefined): Tensor {
  return bias ? add(y, reshape(bias, [1, bias.size, 1, 1])) : y;
}

/** Number of products for each element of `y`: the number of elements of one kernel. */
function products(y: Tensor, weight: Tensor): number {
  return y.size * sizeOf(weight.shape.slice(1));
}

/** The three products are bilinear, and the gradients of each are the other two. */
const forward: FusedOp<Convolution> = {
  name: "conv2d",
  fused: "conv2d",
  infer: ([x, weight], { outputSize }) => [
    { shape: [x!.shape[0]!, weight!.shape[0]!, ...outputSize], dtype: x!.dtype },
  ],
  kernel: (backend, [x, weight, bias], { window, groups }, [y]) =>
    backend.fused!.conv2d!(x!, weight!, bias, window, groups, y!),
  compose: ([x, weight, bias], convolution) => {
    const product = matmul(filterMatrices(weight!, convolution.groups), windowMatrices(x!, convolution));
    const y = reshape(product, [x!.shape[0]!, weight!.shape[0]!, ...convolution.outputSize]);
    return [addBias(y, bias)];
  },
  vjp: ({ inputs: [x, weight], attributes }, [g], [needsX, needsWeight, needsBias]) => [
    g && needsX ? convInputGradient(g, weight!, attributes) : undefined,
    g && needsWeight ? convFilterGradient(x!, g, attributes) : undefined,
    g && needsBias ? sum(g, [0, 2, 3]) : undefined,
  ],
  multiplyAdds: ({ inputs: [, weight], outputs: [y] }) => products(y!, weight!),
  window: ({ attributes: { window } }) => window,
};

const inputGradient: FusedOp<Convolution> = {
  name: "conv2dInputGradient",
  fused: "conv2dInputGradient",
  infer: ([dy, weight], { groups, imageSize }) => [
    { shape: [dy!.shape[0]!, weight!.shape[1]! * groups, ...imageSize], dtype: dy!.dtype },
  ],
  kernel: (backend, [dy, weight], { window, groups }, [dx]) =>
    backend.fused!.conv2dInputGradient!(dy!, weight!, window, groups, dx!),
  compose: ([dy, weight], { window, groups, imageSize, outputSize }) => {
    const windows = matmul(transpose(filterMatrices(weight!, groups)), planeMatrices(dy!, groups));
    const channels = weight!.shape[1]! * groups;
    return [
      fold(reshape(windows, [dy!.shape[0]!, channels, ...window.kernel, ...outputSize]), window, imageSize),
    ];
  },
  vjp: ({ inputs: [dy, weight], attributes }, [g], [needsDy, needsWeight]) => [
    g && needsDy ? convForward(g, weight!, attributes) : undefined,
    g && needsWeight ? convFilterGradient(g, dy!, attributes) : undefined,
  ],
  multiplyAdds: ({ inputs: [dy, weight] }) => products(dy!, weight!),
};

const filterGradient: FusedOp<Convolution> = {
  name: "conv2dFilterGradient",
  fused: "conv2dFilterGradient",
  infer: ([x, dy], { window, groups }) => [
    { shape: [dy!.shape[1]!, x!.shape[1]! / groups, ...window.kernel], dtype: x!.dtype },
  ],
  kernel: (backend, [x, dy], { window, groups }, [dw]) =>
    backend.fused!.conv2dFilterGradient!(x!, dy!, window, groups, dw!),
  compose: ([x, dy], convolution) => {
    const { window, groups } = convolution;
    const bySample = matmul(planeMatrices(dy!, groups), transpose(windowMatrices(x!, convolution)));
    return [reshape(sum(bySample, 0), [dy!.shape[1]!, x!.shape[1]! / groups, ...window.kernel])];
  },
  vjp: ({ inputs: [x, dy], attributes }, [g], [needsX, needsDy]) => [
    g && needsX ? convInputGradient(dy!, g, attributes) : undefined,
    g && needsDy ? convForward(x!, g, attributes) : undefined,
  ],
  multiplyAdds: ({ inputs: [, dy], outputs: [dw] }) => products(dy!, dw!),
};

/** y [N, O, OH, OW] of images x [N, C, H, W], weight [O, C/groups, kH, kW] and bias [O]. Internal: sizes are already checked. */
export function convForward(x: Tensor, weight: Tensor, convolution: Convolution, bias?: Tensor): Tensor {
  return runOp1(forward, bias ? [x, weight, bias] : [x, weight], convolution);
}

/** Gradient of {@link convForward} with respect to x. Internal. */
export function convInputGradient(dy: Tensor, weight: Tensor, convolution: Convolution): Tensor {
  return runOp1(inputGradient, [dy, weight], convolution);
}

/** Gradient of {@link convForward} with respect to weight. Internal. */
export function convFilterGradient(x: Tensor, dy: Tensor, convolution: Convolution): Tensor {
  return runOp1(filterGradient, [x, dy], convolution);
}
