export { argmax, argmin } from "./arg-reduce.ts";
export { add, div, maximum, minimum, mul, neg, pow, sub } from "./arithmetic.ts";
export { cast } from "./cast.ts";
export { eq, ge, gt, isInf, isNaN, le, logicalAnd, logicalNot, logicalOr, lt, ne } from "./comparison.ts";
export { concat, split, stack } from "./concat.ts";
export {
  type Conv1dOptions,
  type Conv2dOptions,
  type ConvTranspose2dOptions,
  conv1d,
  conv2d,
  convTranspose2d,
} from "./conv.ts";
export { cumsum } from "./cumsum.ts";
export { floorDivide, fmod, remainder, truncDivide } from "./division.ts";
export { einsum } from "./einsum.ts";
export { expand } from "./expand.ts";
export { gather, indexSelect, oneHot, scatterAdd } from "./gather.ts";
export { linear } from "./linear.ts";
export {
  abs,
  ceil,
  cos,
  erf,
  erfc,
  exp,
  expm1,
  floor,
  log,
  log1p,
  round,
  rsqrt,
  sigmoid,
  sign,
  sin,
  sqrt,
  square,
  tanh,
} from "./math.ts";
export { matmul } from "./matmul.ts";
export { norm, type VectorNormOptions } from "./norm.ts";
export { type BatchNormalized, batchNorm, groupNorm, layerNorm, type NormOptions } from "./normalize.ts";
export { type Padding, type PadMode, type PadOptions, pad, tile } from "./pad.ts";
export {
  type AvgPool2dOptions,
  adaptiveAvgPool2d,
  avgPool2d,
  type MaxPool2dOptions,
  maxPool2d,
} from "./pool.ts";
export { bernoulli, type Draw, normal, type RandomOptions, randomInt, randomOp, uniform } from "./random.ts";
export { all, any, max, mean, min, prod } from "./reduce.ts";
export type { Dims, ReduceOptions } from "./reduction.ts";
export { clip, where } from "./select.ts";
export { flip, type Range, slice } from "./slice.ts";
export { logSoftmax, softmax } from "./softmax.ts";
export { softmaxCrossEntropy } from "./softmax-cross-entropy.ts";
export { type Sorted, type SortOptions, sort, type TopKOptions, topK } from "./sort.ts";
export { logsumexp, std, type VarianceOptions, variance } from "./statistics.ts";
export { alias, stopGradient } from "./stop-gradient.ts";
export { sum } from "./sum.ts";
export { contiguous, flatten, permute, reshape, squeeze, transpose, unsqueeze } from "./view-ops.ts";
export type { Pair, WindowOptions } from "./window.ts";
