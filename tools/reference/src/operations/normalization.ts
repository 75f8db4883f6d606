import {
  BatchNorm1d,
  BatchNorm2d,
  GroupNorm,
  InstanceNorm1d,
  InstanceNorm2d,
  LayerNorm,
  RMSNorm,
} from "@cambium/layers";
import { inference, training } from "@cambium/module";
import { alias, mul, permute, reshape, type Tensor } from "@cambium/tensor";
import { type Operations, operation } from "../operation.ts";
import { unused, withWeights } from "./weights.ts";

/** True if a layer learns a weight or a bias. A missing one stays 1 or 0. */
const isAffine = (weight: Tensor | undefined, bias: Tensor | undefined): boolean =>
  weight !== undefined || bias !== undefined;

/** [N, C], [N, C, L] and images [N, C, H, W] as they are; further dimensions are merged into one. */
const withFewDimensions = (x: Tensor): Tensor =>
  x.rank <= 4 ? x : reshape(x, [x.shape[0]!, x.shape[1]!, -1]);

const batchNorm = operation(
  ["x", "weight?", "bias?", "running_mean?", "running_var?"],
  ["training", "momentum", "eps"],
  ({ x, weight, bias, running_mean: runningMean, running_var: runningVar }, attributes) => {
    const { training: isTraining, momentum, eps } = attributes;
    const trackRunningStats = runningMean !== undefined;
    const options = { momentum, eps, affine: isAffine(weight, bias), trackRunningStats, dtype: x.dtype };
    const layer = new (x.rank === 4 ? BatchNorm2d : BatchNorm1d)(x.shape[1]!, options);
    withWeights(layer, { weight, bias, runningMean, runningVar });
    const mode = isTraining ? training(unused) : inference;
    const y = reshape(layer.forward(withFewDimensions(x), mode), x.shape);
    if (!trackRunningStats) return y;
    return { y, running_mean: alias(layer.runningMean!.value), running_var: alias(layer.runningVar!.value) };
  },
);

/** Normalizes over dimensions anywhere, by moving them to the end; the weight is aligned at the end of x. */
function overAnyDimensions(x: Tensor, dims: readonly number[], eps: number): Tensor {
  const others = x.shape.map((_, dim) => dim).filter((dim) => !dims.includes(dim));
  const order = [...others, ...dims];
  const layer = new RMSNorm(
    dims.map((dim) => x.shape[dim]!),
    { eps, elementwiseAffine: false, dtype: x.dtype },
  );
  const back = order.map((_, dim) => order.indexOf(dim));
  return permute(layer.forward(permute(x, order)), back);
}

const rmsNorm = operation(["x", "weight?"], ["dim", "eps"], ({ x, weight }, { dim, eps }) => {
  const dims = [dim].flat().map((each: number) => (each < 0 ? each + x.rank : each));
  dims.sort((a, b) => a - b);
  const shape = dims.map((each) => x.shape[each]!);
  const isEnd = dims[0] === x.rank - dims.length;
  const isFitting = weight === undefined || weight.shape.join() === shape.join();
  if (isEnd && isFitting) {
    const options = { eps, elementwiseAffine: weight !== undefined, dtype: x.dtype };
    return withWeights(new RMSNorm(shape, options), { weight }).forward(x);
  }
  const y = overAnyDimensions(x, dims, eps);
  return weight ? mul(y, weight) : y;
});

/** Normalizing layers. */
export const normalizationOperations: Operations = {
  batch_norm: batchNorm,
  layer_norm: operation(
    ["x", "weight?", "bias?"],
    ["normalized_shape", "eps"],
    ({ x, weight, bias }, { normalized_shape, eps }) => {
      const affine = { elementwiseAffine: isAffine(weight, bias), bias: bias !== undefined };
      const layer = new LayerNorm(normalized_shape, { eps, ...affine, dtype: x.dtype });
      return withWeights(layer, { weight, bias }).forward(x);
    },
  ),
  group_norm: operation(
    ["x", "weight?", "bias?"],
    ["num_groups", "eps"],
    ({ x, weight, bias }, { num_groups, eps }) => {
      const options = { eps, affine: isAffine(weight, bias), dtype: x.dtype };
      return withWeights(new GroupNorm(num_groups, x.shape[1]!, options), { weight, bias }).forward(x);
    },
  ),
  instance_norm: operation(["x", "weight?", "bias?"], ["eps"], ({ x, weight, bias }, { eps }) => {
    const options = { eps, affine: isAffine(weight, bias), dtype: x.dtype };
    const layer = new (x.rank === 4 ? InstanceNorm2d : InstanceNorm1d)(x.shape[1]!, options);
    return reshape(withWeights(layer, { weight, bias }).forward(withFewDimensions(x)), x.shape);
  }),
  rms_norm: rmsNorm,
};
