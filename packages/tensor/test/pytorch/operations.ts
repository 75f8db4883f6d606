import {
  abs,
  add,
  argmax,
  argmin,
  clip,
  concat,
  cos,
  cumsum,
  div,
  einsum,
  elementwise,
  erf,
  exp,
  expm1,
  flip,
  gather,
  indexSelect,
  log,
  log1p,
  logsumexp,
  matmul,
  max,
  maximum,
  mean,
  min,
  minimum,
  mul,
  neg,
  oneHot,
  pad,
  permute,
  pow,
  prod,
  type Range,
  reshape,
  rsqrt,
  scatterAdd,
  sigmoid,
  sign,
  sin,
  slice,
  sort,
  sqrt,
  stack,
  std,
  sub,
  sum,
  type Tensor,
  tanh,
  tile,
  topK,
  transpose,
  variance,
  where,
} from "@cambium/tensor";
import type { CaseOperation, NamedTensors } from "@cambium/testing";

const unary =
  (f: (x: Tensor) => Tensor): CaseOperation =>
  ({ x }) =>
    f(x!);
const binary =
  (f: (a: Tensor, b: Tensor) => Tensor): CaseOperation =>
  ({ a, b }) =>
    f(a!, b!);

/** What PyTorch calls dim and keepdim; null is every dimension. */
interface Dimensions {
  dim: number | number[] | null;
  keepdim: boolean;
  correction?: number;
}

const over = ({ dim, keepdim, correction }: Dimensions) => ({
  ...(dim === null ? {} : { dim: dim as number }),
  keepDim: keepdim,
  ...(correction === undefined ? {} : { correction }),
});
const reduction =
  (f: (x: Tensor, options: ReturnType<typeof over>) => Tensor): CaseOperation =>
  ({ x }, attributes: Dimensions) =>
    f(x!, over(attributes));

const softplus = elementwise("softplus", (s, x, beta) => s.div(s.softplus(s.mul(x, beta)), beta));

interface Step {
  op: string;
  [attribute: string]: unknown;
}

/** Applies shape operations in order. */
const chained = (x: Tensor, steps: readonly Step[]): Tensor =>
  steps.reduce((value, step) => operations[step.op]!({ x: value }, step) as Tensor, x);

const operandsOf = (inputs: NamedTensors, names: readonly string[]): Tensor[] =>
  names.map((name) => inputs[name]!);

/** Every op that the files of tensor cases name. */
export const operations: Readonly<Record<string, CaseOperation>> = {
  add: binary(add),
  sub: binary(sub),
  mul: binary(mul),
  div: binary(div),
  pow: binary(pow),
  maximum: binary(maximum),
  minimum: binary(minimum),
  pow_scalar: ({ x }, { exponent }) => pow(x!, exponent),
  neg: unary(neg),
  exp: unary(exp),
  log: unary(log),
  log1p: unary(log1p),
  expm1: unary(expm1),
  sqrt: unary(sqrt),
  rsqrt: unary(rsqrt),
  abs: unary(abs),
  sign: unary(sign),
  sin: unary(sin),
  cos: unary(cos),
  tanh: unary(tanh),
  sigmoid: unary(sigmoid),
  erf: unary(erf),
  softplus: ({ x }, { beta = 1 }) => softplus(x!, beta),

  sum: reduction(sum),
  mean: reduction(mean),
  max: reduction(max),
  min: reduction(min),
  prod: reduction(prod),
  logsumexp: reduction(logsumexp),
  var: reduction(variance),
  std: reduction(std),
  argmax: reduction(argmax),
  argmin: reduction(argmin),
  cumsum: ({ x }, { dim }) => cumsum(x!, dim),

  matmul: binary(matmul),
  einsum: (inputs, { equation, operands }) => einsum(equation, ...operandsOf(inputs, operands)),
  view_matmul: ({ a, b }, { chain_a, chain_b }) => matmul(chained(a!, chain_a), chained(b!, chain_b)),

  transpose: ({ x }, { dim0, dim1 }) => transpose(x!, dim0, dim1),
  permute: ({ x }, { dims }) => permute(x!, dims),
  reshape: ({ x }, { shape }) => reshape(x!, shape),
  slice: ({ x }, { slices }: { slices: Range[] }) => slice(x!, slices),
  flip: ({ x }, { dims }) => flip(x!, dims),
  concat: (inputs, { operands, dim }) => concat(operandsOf(inputs, operands), dim),
  stack: (inputs, { operands, dim }) => stack(operandsOf(inputs, operands), dim),
  gather: ({ x, index }, { dim }) => gather(x!, dim, index!),
  scatter_add: ({ x, index, src }, { dim }) => scatterAdd(x!, dim, index!, src!),
  index_select: ({ x, index }, { dim }) => indexSelect(x!, dim, index!),
  where: ({ cond, a, b }) => where(cond!, a!, b!),
  pad: ({ x }, { pad: padding, mode, value }) => pad(x!, padding, { mode, value }),
  tile: ({ x }, { reps }) => tile(x!, reps),
  one_hot: ({ index }, { num_classes }) => oneHot(index!, num_classes),
  clip: ({ x }, { min: low, max: high }) =>
    clip(x!, low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY),
  sort: ({ x }, { dim, descending }) => ({ ...sort(x!, { dim, descending }) }),
  topk: ({ x }, { k, dim, largest }) => ({ ...topK(x!, k, { dim, largest }) }),
  view_chain: ({ x, w }, { chain }) => mul(chained(x!, chain), w!),
};
