import {
  all,
  any,
  argmax,
  argmin,
  cumsum,
  type Dims,
  logSoftmax,
  logsumexp,
  max,
  mean,
  min,
  prod,
  type ReduceOptions,
  softmax,
  softmaxCrossEntropy,
  std,
  sum,
  type Tensor,
  variance,
} from "@cambium/tensor";
import { everyType, type OpRow, type Run, type Sample } from "../op-row.ts";
import { floats, ints } from "../samples.ts";

type Reduction = (x: Tensor, dim?: Dims, options?: ReduceOptions) => Tensor;

const inputs = [floats([3, 4])];

/** Samples with every form of `dim`, and with sizes of 0 and 1. */
function samplesOf(reduce: Reduction): Sample[] {
  const over =
    (dim: Dims, options?: ReduceOptions): Run =>
    (x) =>
      reduce(x, dim, options);
  return [
    { inputs: [floats([])] },
    { inputs: [floats([])], run: over(0) },
    { inputs: [floats([])], run: over([-1], { keepDim: true }) },
    { inputs: [floats([5, 1])], run: over(1), atKink: true },
    { inputs: [floats([0, 3])], run: over(1, { keepDim: true }) },
    { inputs, run: over(0) },
    { inputs, run: over(-1, { keepDim: true }) },
    { inputs: [floats([2, 3, 4])], run: over([0, 2]) },
    { inputs: [floats([2, 3, 2])], run: over(1, { keepDim: true }) },
    { inputs, run: over([]), atKink: true },
    { inputs: [floats([40, 300])], run: over(0) },
    { inputs: [floats([7, 900])], run: over(1) },
  ];
}

/** Samples of reductions over nothing, whose gradient has no elements. */
function overNothing(reduce: Reduction): Sample[] {
  return [
    { inputs: [floats([0])], run: (x) => reduce(x) },
    { inputs: [floats([3, 0])], run: (x) => reduce(x, 1) },
  ];
}

function reduction(name: string, run: Reduction, more: Partial<OpRow> = {}): OpRow {
  const also = run === max || run === min ? samplesOf(run) : [...samplesOf(run), ...overNothing(run)];
  return { name, run: (x) => run(x), inputs, also, ...more };
}

/** Row of an op along one dimension that keeps the shape, such as softmax. */
function alongDimension(
  name: string,
  run: (x: Tensor, dim: number) => Tensor,
  more: Partial<OpRow> = {},
): OpRow {
  return {
    name,
    run: (x) => run(x, -1),
    inputs,
    also: [
      { inputs: [floats([2, 3, 2])], run: (x) => run(x, 1) },
      { inputs, run: (x) => run(x, 0) },
      { inputs: [floats([1])] },
      { inputs: [floats([0, 3])] },
      { inputs: [floats([3, 0])] },
      { inputs: [floats([])] },
      { inputs: [floats([6, 300])] },
      { inputs: [floats([2, 3], { low: 900, high: 1100 })] },
    ],
    ...more,
  };
}

function placeOfExtremum(
  name: string,
  run: (x: Tensor, dim?: number, options?: ReduceOptions) => Tensor,
): OpRow {
  return {
    name,
    run: (x) => run(x),
    inputs,
    dtypes: everyType,
    differentiable: false,
    also: [
      { inputs, run: (x) => run(x, undefined, { keepDim: true }) },
      { inputs, run: (x) => run(x, 0) },
      { inputs: [floats([2, 5, 3])], run: (x) => run(x, 1, { keepDim: true }) },
      { inputs: [ints([4, 6], 0, 3)], run: (x) => run(x, 1) },
      { inputs: [floats([0, 3])], run: (x) => run(x, 1) },
      { inputs: [floats([])], run: (x) => run(x, -1) },
      { inputs: [floats([1])] },
    ],
  };
}

/** Rows of the ops that run along dimensions. */
export const reductions: readonly OpRow[] = [
  reduction("sum", sum, { dtypes: everyType }),
  reduction("prod", prod, { dtypes: everyType, tolerance: { rtol: 1e-4, atol: 1e-5 } }),
  reduction("mean", mean, { dtypes: ["float32", "float64", "bool"] }),
  reduction("max", max, { dtypes: everyType }),
  reduction("min", min, { dtypes: everyType }),
  reduction("variance", variance),
  reduction("std", std),
  reduction("logsumexp", logsumexp),
  reduction("any", any, { dtypes: everyType, differentiable: false }),
  reduction("all", all, { dtypes: everyType, differentiable: false }),
  placeOfExtremum("argmax", argmax),
  placeOfExtremum("argmin", argmin),
  alongDimension("cumsum", cumsum, { dtypes: everyType }),
  alongDimension("softmax", softmax),
  alongDimension("logSoftmax", logSoftmax),
  {
    name: "softmaxCrossEntropy",
    run: (logits, classes) => softmaxCrossEntropy(logits!, classes!),
    inputs: [floats([3, 4]), ints([3], 0, 4)],
    also: [
      { inputs: [floats([1, 1]), ints([1], 0, 1)] },
      { inputs: [floats([2, 3, 4]), ints([2, 4], 0, 3)] },
      { inputs: [floats([2, 5, 2, 3]), ints([2, 2, 3], 0, 5)] },
      { inputs: [floats([0, 3]), ints([0], 0, 3)] },
    ],
  },
];
