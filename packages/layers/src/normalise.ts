import {
  add,
  elementwise,
  emit,
  mean,
  mul,
  type Op,
  rsqrt,
  scope,
  sum,
  type Tensor,
  unrecorded,
  zerosLike,
} from "@cambium/tensor";

/** (x − mean)·scale + shift, in one pass. */
const shiftAndScale = /* @__PURE__ */ elementwise("normalise", (s, x, center, scale, shift) =>
  s.add(s.mul(s.sub(x, center), scale), shift),
);

const squaredDeviation = /* @__PURE__ */ elementwise("squaredDeviation", (s, x, center) =>
  s.square(s.sub(x, center)),
);

const alongDeviation = /* @__PURE__ */ elementwise("alongDeviation", (s, g, x, center) =>
  s.mul(g, s.sub(x, center)),
);

/** scale·g + constant + slope·(x − mean): every term of the gradient, in one pass. */
const backThroughStatistics = /* @__PURE__ */ elementwise(
  "normaliseGradient",
  (s, g, x, center, scale, constant, slope) =>
    s.add(s.add(s.mul(scale, g), constant), s.mul(slope, s.sub(x, center))),
);

/** Which elements share a mean and a variance, and what keeps the divisor from 0. */
interface Grouping {
  /** The dimensions that statistics run over. */
  readonly dims: readonly number[];
  readonly eps: number;
}

/** A grouping, and which inputs come after x, weight before bias. */
interface NormaliseAttributes extends Grouping {
  readonly weighted: boolean;
  readonly biased: boolean;
}

/** Results of {@link normaliseByBatch}; statistics have x's rank, with size 1 in the dimensions they run over. */
export interface Normalised {
  readonly y: Tensor;
  readonly mean: Tensor;
  /** Biased: the sum of squares divided by the number of elements. */
  readonly variance: Tensor;
}

/** Elements that share one mean. */
export function groupSize(x: Tensor, dims: readonly number[]): number {
  return dims.reduce((count, dim) => count * x.shape[dim]!, 1);
}

/**
 * With r = 1/√(variance + eps), n elements a group and cotangents g of y, gₘ of the mean and gᵥ of the variance:
 *
 * ∂bias = Σ g, ∂weight = r·Σ g·(x − mean),
 * ∂x = weight·r·(g − ∂bias/n − (x − mean)·r·∂weight/n) + gₘ/n + 2·gᵥ·(x − mean)/n
 */
const normaliseOp: Op<NormaliseAttributes> = {
  name: "normalise",
  vjp: ({ inputs: [x, second], outputs: [y, center, variance], attributes }, cotangents, [needsX]) => {
    const { weighted, biased } = attributes;
    const [g = zerosLike(y!), ofMean, ofVariance] = cotangents;
    const over = { dim: attributes.dims, keepDim: true };
    const share = 1 / groupSize(x!, attributes.dims);
    const inverse = rsqrt(add(variance!, attributes.eps));
    const ofBias = sum(g, over);
    const ofWeight = mul(inverse, sum(alongDeviation(g, x!, center!), over));
    const ofOthers = [...(weighted ? [ofWeight] : []), ...(biased ? [ofBias] : [])];
    if (!needsX) return [undefined, ...ofOthers];
    const scale = weighted ? mul(second!, inverse) : inverse;
    const constant = withTerm(mul(mul(scale, ofBias), -share), ofMean, share);
    const slope = withTerm(mul(mul(mul(scale, inverse), ofWeight), -share), ofVariance, 2 * share);
    return [backThroughStatistics(g, x!, center!, scale, constant, slope), ...ofOthers];
  },
};

/** rest + factor·term, where the term may be absent. */
function withTerm(rest: Tensor, term: Tensor | undefined, factor: number): Tensor {
  return term ? add(rest, mul(term, factor)) : rest;
}

/**
 * Gives every group of elements mean 0 and variance 1, then scales and shifts.
 *
 * y = (x − mean)/√(variance + eps)·weight + bias
 *
 * An op with a gradient of its own: what differentiation of the formula would find takes twice as many passes over
 * memory.
 *
 * @param weight Of the shape of the statistics, or absent for 1.
 * @param bias Of the shape of the statistics, or absent for 0.
 */
export function normaliseByBatch(
  x: Tensor,
  weight: Tensor | undefined,
  bias: Tensor | undefined,
  grouping: Grouping,
): Normalised {
  const result = unrecorded(() => scope(() => computed(x, weight, bias, grouping)));
  const inputs = [x, weight, bias].filter((input) => input !== undefined);
  const attributes = { ...grouping, weighted: weight !== undefined, biased: bias !== undefined };
  const outputs = [result.y, result.mean, result.variance];
  emit({ op: normaliseOp, inputs, attributes, outputs });
  return result;
}

function computed(
  x: Tensor,
  weight: Tensor | undefined,
  bias: Tensor | undefined,
  { dims, eps }: Grouping,
): Normalised {
  const over = { dim: dims, keepDim: true };
  const center = mean(x, over);
  const variance = mean(squaredDeviation(x, center), over);
  return { y: normaliseBy({ mean: center, variance, weight, bias, eps }, x), mean: center, variance };
}

/** What {@link normaliseBy} goes by; all of it broadcasts to x. */
interface Statistics {
  readonly mean: Tensor;
  readonly variance: Tensor;
  readonly weight: Tensor | undefined;
  readonly bias: Tensor | undefined;
  readonly eps: number;
}

/** (x − mean)/√(variance + eps)·weight + bias for given statistics, in ordinary ops. */
export function normaliseBy({ mean, variance, weight, bias, eps }: Statistics, x: Tensor): Tensor {
  const inverse = rsqrt(add(variance, eps));
  return shiftAndScale(x, mean, weight ? mul(weight, inverse) : inverse, bias ?? 0);
}
