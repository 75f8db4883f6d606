import {
  adaptiveAvgPool2d,
  avgPool2d,
  batchNorm,
  type Conv2dOptions,
  type ConvTranspose2dOptions,
  conv1d,
  conv2d,
  convTranspose2d,
  groupNorm,
  layerNorm,
  maxPool2d,
  type NormOptions,
  type Shape,
  scope,
  type Tensor,
} from "@cambium/tensor";
import type { OpRow, Sample } from "../op-row.ts";
import { floats, type InputSample } from "../samples.ts";

/** Weights stay finite: a padding of zeros times infinity is NaN in one order of operations and not in another. */
const weights = (shape: Shape): InputSample => floats(shape, { nonFinite: false });

type Convolution<O> = [x: number[], weight: number[], options: O];

/** Convolutions with strides, padding, dilation and groups, depthwise, 1×1, and with sizes of 0 and 1. */
const convolutions: readonly Convolution<Conv2dOptions>[] = [
  [[2, 2, 4, 4], [2, 2, 3, 3], { padding: 1 }],
  [[1, 2, 5, 4], [3, 2, 2, 3], { stride: [2, 1], padding: [0, 1] }],
  [[1, 2, 5, 5], [1, 2, 2, 2], { dilation: 2, stride: 2 }],
  [[1, 4, 3, 3], [4, 2, 2, 2], { groups: 2 }],
  [[1, 3, 4, 4], [3, 1, 3, 3], { groups: 3, padding: 1 }],
  [[1, 2, 3, 3], [6, 1, 2, 2], { groups: 2 }],
  [[2, 3, 2, 3], [2, 3, 1, 1], {}],
  [[1, 1, 1, 1], [1, 1, 1, 1], {}],
  [[0, 2, 3, 3], [2, 2, 2, 2], {}],
  [[1, 0, 3, 3], [2, 0, 2, 2], {}],
  [[1, 1, 2, 2], [1, 1, 3, 3], { padding: 2, stride: 3 }],
  [[2, 5, 13, 12], [9, 5, 3, 3], { padding: 1 }],
  [[1, 3, 12, 11], [4, 3, 5, 5], { stride: 2, padding: 2 }],
];

const transposed: readonly Convolution<ConvTranspose2dOptions>[] = [
  [[1, 2, 3, 3], [2, 2, 2, 2], { stride: 2 }],
  [[1, 2, 2, 3], [2, 1, 3, 3], { stride: [2, 1], padding: 1, outputPadding: [1, 0] }],
  [[1, 4, 2, 2], [4, 1, 2, 2], { groups: 2, dilation: 2 }],
  [[1, 1, 1, 1], [1, 1, 1, 1], {}],
  [[0, 2, 3, 3], [2, 2, 2, 2], {}],
];

function samplesOf<O>(
  convolutions: readonly Convolution<O>[],
  run: (x: Tensor, weight: Tensor, options: O) => Tensor,
): Sample[] {
  return convolutions.map(([x, weight, options]) => ({
    inputs: [floats(x), weights(weight)],
    run: (...inputs) => run(inputs[0]!, inputs[1]!, options),
  }));
}

/** A small variance magnifies the rounding of the mean. */
const normTolerance = { rtol: 1e-4, atol: 1e-4 };

/** Each case with weight and bias, with one of them, and with neither. */
function normSamples(
  run: (x: Tensor, options: NormOptions) => Tensor | readonly Tensor[],
  cases: readonly (readonly [x: Shape, affine: Shape])[],
): Sample[] {
  return cases.flatMap(([x, affine]) => [
    {
      inputs: [floats(x), floats(affine), floats(affine)],
      run: (x, weight, bias) => run(x!, { weight, bias }),
    },
    { inputs: [floats(x), floats(affine)], run: (x, weight) => run(x!, { weight }) },
    { inputs: [floats(x), floats(affine)], run: (x, bias) => run(x!, { bias, eps: 0.1 }) },
    { inputs: [floats(x)], run: (x) => run(x!, {}) },
  ]);
}

const byBatch = (x: Tensor, options: NormOptions): readonly Tensor[] => {
  const { y, mean, variance } = batchNorm(x, options);
  return [y, mean, variance];
};

const images = [floats([1, 2, 4, 4])];
const noImages: Sample = { inputs: [floats([0, 2, 4, 4])] };

/** Rows of the ops on images. */
export const imageOps: readonly OpRow[] = [
  {
    name: "conv2d",
    run: (x, weight, bias) => conv2d(x, weight, { bias }),
    inputs: [floats([1, 2, 3, 4]), weights([2, 2, 2, 2]), floats([2])],
    also: samplesOf(convolutions, conv2d),
  },
  {
    name: "conv1d",
    run: (x, weight, bias) => conv1d(x, weight, { bias, stride: 2, padding: 1 }),
    inputs: [floats([2, 2, 5]), weights([3, 2, 3]), floats([3])],
    also: [
      {
        inputs: [floats([1, 2, 6]), weights([2, 1, 2])],
        run: (x, w) => conv1d(x, w, { dilation: 2, groups: 2 }),
      },
      { inputs: [floats([1, 1, 1]), weights([1, 1, 1])], run: (x, w) => conv1d(x, w) },
      { inputs: [floats([0, 2, 3]), weights([1, 2, 2])], run: (x, w) => conv1d(x, w) },
    ],
  },
  {
    name: "convTranspose2d",
    run: (x, weight, bias) => convTranspose2d(x, weight, { bias }),
    inputs: [floats([1, 2, 2, 3]), weights([2, 3, 2, 2]), floats([3])],
    also: samplesOf(transposed, convTranspose2d),
  },
  {
    name: "maxPool2d",
    run: (x) => maxPool2d(x, 2),
    inputs: images,
    also: [
      noImages,
      { inputs: [floats([1, 1, 5, 5])], run: (x) => maxPool2d(x, 3, { stride: 2, padding: 1 }) },
      {
        inputs: [floats([1, 1, 5, 4])],
        run: (x) => maxPool2d(x, [2, 1], { stride: [2, 3], ceilMode: true }),
      },
      { inputs: [floats([1, 1, 5, 5])], run: (x) => maxPool2d(x, 2, { dilation: 2, stride: 1 }) },
      { inputs: [floats([1, 2, 2, 3])], run: (x) => maxPool2d(x, 3, { stride: 2, ceilMode: true }) },
      { inputs: [floats([1, 1, 1, 1])], run: (x) => maxPool2d(x, 1) },
      { inputs: [floats([2, 3, 13, 12])], run: (x) => maxPool2d(x, 2) },
    ],
  },
  {
    name: "avgPool2d",
    run: (x) => avgPool2d(x, 2),
    inputs: images,
    also: [
      noImages,
      { inputs: [floats([1, 1, 5, 5])], run: (x) => avgPool2d(x, 3, { stride: 2, padding: 1 }) },
      { inputs: [floats([1, 1, 5, 5])], run: (x) => avgPool2d(x, 3, { padding: 1, countIncludePad: false }) },
      { inputs: [floats([1, 1, 5, 4])], run: (x) => avgPool2d(x, [2, 3], { stride: 2, ceilMode: true }) },
      { inputs: [floats([1, 2, 2, 3])], run: (x) => avgPool2d(x, 3, { stride: 2, ceilMode: true }) },
      {
        inputs: [floats([1, 2, 2, 1])],
        run: (x) => avgPool2d(x, 4, { stride: 3, padding: 1, ceilMode: true, countIncludePad: false }),
      },
      { inputs: [floats([1, 1, 1, 1])], run: (x) => avgPool2d(x, 1) },
    ],
  },
  {
    name: "adaptiveAvgPool2d",
    run: (x) => adaptiveAvgPool2d(x, [3, 2]),
    inputs: images,
    also: [
      noImages,
      { inputs: [floats([1, 1, 1, 1])] },
      { inputs: images, run: (x) => adaptiveAvgPool2d(x, 1) },
      { inputs: images, run: (x) => adaptiveAvgPool2d(x, [7, 9]) },
    ],
  },
  {
    name: "batchNorm",
    run: (x, weight, bias) => byBatch(x, { weight, bias }),
    inputs: [floats([3, 2, 2, 2]), floats([2]), floats([2])],
    also: [
      ...normSamples(byBatch, [
        [[2, 3, 3, 4], [3]],
        [[4, 3], [3]],
        [[3, 2, 9], [2]],
        [[2, 0, 3], [0]],
        [[1, 1, 1], [1]],
      ]),
      // Statistics of empty batches are NaN, and the gradients of weight and bias are 0.
      ...normSamples(
        (x, options) => scope(() => batchNorm(x, options).y),
        [
          [[0, 2, 3], [2]],
          [[2, 3, 0], [3]],
        ],
      ),
    ],
    tolerance: normTolerance,
  },
  {
    name: "groupNorm",
    run: (x, weight, bias) => groupNorm(x, 2, { weight, bias }),
    inputs: [floats([2, 4, 2, 2]), floats([4]), floats([4])],
    also: [
      ...normSamples((x, options) => groupNorm(x, 2, options), [[[2, 6, 5], [6]]]),
      ...normSamples((x, options) => groupNorm(x, 1, options), [[[2, 3, 3], [3]]]),
      ...normSamples((x, options) => groupNorm(x, 2, options), [[[2, 4, 0], [4]]]),
      { inputs: [floats([2, 3, 2, 3])], run: (x) => groupNorm(x, 3) },
      { inputs: [floats([0, 2, 3])], run: (x) => groupNorm(x, 1) },
      { inputs: [floats([1, 1])], run: (x) => groupNorm(x, 1) },
    ],
    tolerance: normTolerance,
  },
  {
    name: "layerNorm",
    run: (x, weight, bias) => layerNorm(x, 1, { weight, bias }),
    inputs: [floats([3, 5]), floats([5]), floats([5])],
    also: [
      ...normSamples((x, options) => layerNorm(x, 1, options), [[[2, 3, 11], [11]]]),
      ...normSamples(
        (x, options) => layerNorm(x, 2, options),
        [
          [
            [3, 3, 2],
            [3, 2],
          ],
        ],
      ),
      { inputs: [floats([0, 4])], run: (x) => layerNorm(x) },
      { inputs: [floats([1])], run: (x) => layerNorm(x) },
    ],
    tolerance: normTolerance,
  },
];
