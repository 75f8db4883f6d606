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
  erf,
  exp,
  expm1,
  flip,
  floorDivide,
  fmod,
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
  norm,
  oneHot,
  pad,
  permute,
  pow,
  prod,
  remainder,
  reshape,
  rsqrt,
  scatterAdd,
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
  tile,
  topK,
  transpose,
  truncDivide,
  variance,
  where,
} from "@cambium/tensor";
import {
  type Attribute,
  type NamedTensors,
  type Operation,
  type Operations,
  operation,
  operationOnAll,
} from "../operation.ts";
import { unary } from "./unary.ts";

const binary = (f: (a: Tensor, b: Tensor) => Tensor): Operation =>
  operation(["a", "b"], [], ({ a, b }) => f(a, b));

/** A reduction; PyTorch's null stands for all dimensions. */
const reduction = (f: (x: Tensor, dim: Attribute, options: { keepDim: Attribute }) => Tensor): Operation =>
  operation(["x"], ["dim", "keepdim"], ({ x }, { dim, keepdim }) =>
    f(x, dim ?? undefined, { keepDim: keepdim }),
  );

const spread = (f: typeof variance): Operation =>
  operation(["x"], ["dim", "keepdim", "correction"], ({ x }, { dim, keepdim, correction }) =>
    f(x, dim ?? undefined, { keepDim: keepdim, correction }),
  );

const operandsOf = (inputs: NamedTensors, names: readonly string[]): Tensor[] =>
  names.map((name) => inputs[name]!);

/** Operations that only move elements. They may also be part of chains. */
const shapeOperations: Operations = {
  transpose: operation(["x"], ["dim0", "dim1"], ({ x }, { dim0, dim1 }) => transpose(x, dim0, dim1)),
  permute: operation(["x"], ["dims"], ({ x }, { dims }) => permute(x, dims)),
  reshape: operation(["x"], ["shape"], ({ x }, { shape }) => reshape(x, shape)),
  slice: operation(["x"], ["slices"], ({ x }, { slices }) => slice(x, slices)),
  flip: operation(["x"], ["dims"], ({ x }, { dims }) => flip(x, dims)),
  pad: operation(["x"], ["pad", "mode", "value"], ({ x }, { pad: padding, mode, value }) =>
    pad(x, padding, { mode, value }),
  ),
  tile: operation(["x"], ["reps"], ({ x }, { reps }) => tile(x, reps)),
};

/** Applies shape operations in order. */
function chained(x: Tensor, steps: readonly { readonly op: string }[]): Tensor {
  return steps.reduce((value, step) => {
    const found = shapeOperations[step.op];
    if (!found) throw new Error(`op ${JSON.stringify(step.op)} is not known in a chain`);
    return found.run({ x: value }, { ...step }, "float64") as Tensor;
  }, x);
}

/** The ops of tensors. */
export const tensorOperations: Operations = {
  ...shapeOperations,
  add: binary(add),
  sub: binary(sub),
  mul: binary(mul),
  div: binary(div),
  floor_divide: binary(floorDivide),
  trunc_divide: binary(truncDivide),
  remainder: binary(remainder),
  fmod: binary(fmod),
  pow: binary(pow),
  maximum: binary(maximum),
  minimum: binary(minimum),
  pow_scalar: operation(["x"], ["exponent"], ({ x }, { exponent }) => pow(x, exponent)),
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
  erf: unary(erf),

  sum: reduction(sum),
  mean: reduction(mean),
  max: reduction(max),
  min: reduction(min),
  prod: reduction(prod),
  logsumexp: reduction(logsumexp),
  vector_norm: operation(["x"], ["ord", "dim", "keepdim"], ({ x }, { ord, dim, keepdim }) =>
    norm(x, dim ?? undefined, { order: Number(ord), keepDim: keepdim }),
  ),
  var: spread(variance),
  std: spread(std),
  argmax: reduction(argmax),
  argmin: reduction(argmin),
  cumsum: operation(["x"], ["dim"], ({ x }, { dim }) => cumsum(x, dim)),

  matmul: binary(matmul),
  einsum: operationOnAll(["equation", "operands"], (inputs, { equation, operands }) =>
    einsum(equation, ...operandsOf(inputs, operands)),
  ),
  view_matmul: operation(["a", "b"], ["chain_a", "chain_b"], ({ a, b }, { chain_a, chain_b }) =>
    matmul(chained(a, chain_a), chained(b, chain_b)),
  ),
  view_chain: operation(["x", "w"], ["chain"], ({ x, w }, { chain }) => mul(chained(x, chain), w)),

  concat: operationOnAll(["operands", "dim"], (inputs, { operands, dim }) =>
    concat(operandsOf(inputs, operands), dim),
  ),
  stack: operationOnAll(["operands", "dim"], (inputs, { operands, dim }) =>
    stack(operandsOf(inputs, operands), dim),
  ),
  gather: operation(["x", "index"], ["dim"], ({ x, index }, { dim }) => gather(x, dim, index)),
  scatter_add: operation(["x", "index", "src"], ["dim"], ({ x, index, src }, { dim }) =>
    scatterAdd(x, dim, index, src),
  ),
  index_select: operation(["x", "index"], ["dim"], ({ x, index }, { dim }) => indexSelect(x, dim, index)),
  where: operation(["cond", "a", "b"], [], ({ cond, a, b }) => where(cond, a, b)),
  one_hot: operation(["index"], ["num_classes"], ({ index }, { num_classes }) => oneHot(index, num_classes)),
  clip: operation(["x"], ["min", "max"], ({ x }, { min: low, max: high }) =>
    clip(x, low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY),
  ),
  sort: operation(["x"], ["dim", "descending"], ({ x }, { dim, descending }) => ({
    ...sort(x, dim, { descending }),
  })),
  topk: operation(["x"], ["k", "dim", "largest"], ({ x }, { k, dim, largest }) => ({
    ...topK(x, k, dim, { largest }),
  })),
};
