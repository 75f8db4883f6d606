import { inference, type Param, training } from "@cambium/module";
import { alias, Rng, type Tensor } from "@cambium/tensor";
import type { CaseOperation, NamedTensors } from "@cambium/testing";
import {
  AdaptiveAvgPool2d,
  AvgPool2d,
  BatchNorm1d,
  BatchNorm2d,
  Conv2d,
  Linear,
  MaxPool2d,
} from "../../src/index.ts";

const rng = new Rng(0);

/** The layer, with the weights of a case. A layer owns its tensors, so it gets aliases. */
function withWeights<L extends { readonly weight: Param | undefined; readonly bias: Param | undefined }>(
  layer: L,
  { weight, bias }: NamedTensors,
): L {
  if (weight) layer.weight!.value = alias(weight);
  if (bias) layer.bias!.value = alias(bias);
  return layer;
}

function linear(tensors: NamedTensors): Tensor {
  const [outputs, inputs] = tensors.weight!.shape as [number, number];
  const options = { rng, bias: tensors.bias !== undefined, dtype: tensors.x!.dtype };
  return withWeights(new Linear(inputs, outputs, options), tensors).forward(tensors.x!);
}

const conv2d: CaseOperation = (tensors, { stride, padding, dilation, groups }) => {
  const [outputs, inputs, ...kernel] = tensors.weight!.shape as [number, number, number, number];
  const bias = tensors.bias !== undefined;
  const options = { rng, stride, padding, dilation, groups, bias, dtype: tensors.x!.dtype };
  return withWeights(new Conv2d(inputs * groups, outputs, kernel, options), tensors).forward(tensors.x!);
};

const batchNorm: CaseOperation = (tensors, { training: isTraining, momentum, eps }) => {
  const { x, weight, running_mean, running_var } = tensors;
  const affine = weight !== undefined;
  const trackRunningStats = running_mean !== undefined;
  const options = { momentum, eps, affine, trackRunningStats, dtype: x!.dtype };
  const layer = withWeights(new (x!.rank === 4 ? BatchNorm2d : BatchNorm1d)(x!.shape[1]!, options), tensors);
  if (running_mean) layer.runningMean!.value = alias(running_mean);
  if (running_var) layer.runningVar!.value = alias(running_var);
  const y = layer.forward(x!, isTraining ? training(rng) : inference);
  if (!trackRunningStats) return y;
  return { y, running_mean: alias(layer.runningMean!.value), running_var: alias(layer.runningVar!.value) };
};

/** Cambium's layer for each `op` of the cases. */
export const operations: Readonly<Record<string, CaseOperation>> = {
  linear,
  conv2d,
  batch_norm: batchNorm,
  max_pool2d: ({ x }, { kernel_size, stride, padding, dilation, ceil_mode }) =>
    new MaxPool2d(kernel_size, { stride, padding, dilation, ceilMode: ceil_mode }).forward(x!),
  avg_pool2d: ({ x }, { kernel_size, stride, padding, ceil_mode, count_include_pad }) =>
    new AvgPool2d(kernel_size, {
      stride,
      padding,
      ceilMode: ceil_mode,
      countIncludePad: count_include_pad,
    }).forward(x!),
  adaptive_avg_pool2d: ({ x }, { output_size }) => new AdaptiveAvgPool2d(output_size).forward(x!),
};
