import { checkNames } from "../checks/check-names.ts";
import { inWords } from "../checks/in-words.ts";
import { requireTensor } from "../checks/require-tensor.ts";
import { DTypeError, ShapeError } from "../errors.ts";
import { type FusedOp, runOp } from "../op.ts";
import { isRecorded } from "../recorder.ts";
import { scope } from "../scope.ts";
import { formatShape, type Shape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { add, mul, sub } from "./arithmetic.ts";
import { expand } from "./expand.ts";
import { rsqrt, square } from "./math.ts";
import { mean } from "./reduce.ts";
import { kept } from "./reduction.ts";
import { requireFloat } from "./require-float.ts";
import { sum } from "./sum.ts";
import { reshape } from "./view-ops.ts";

/** Options of normalizations: scale, shift, and the constant that keeps the divisor above 0. */
export interface NormOptions {
  /** Scale of each channel, or of each element of a normalized shape. Default: 1. */
  readonly weight?: Tensor | undefined;
  /** Shift, with the shape of a weight. Default: 0. */
  readonly bias?: Tensor | undefined;
  /** Added to the variance; above 0. Default: 1e-5. */
  readonly eps?: number;
}

/** Normalized batch and its statistics. */
export interface BatchNormalized {
  /** Normalized values, with the shape of x. */
  readonly y: Tensor;
  /** Mean of each channel, [C]. */
  readonly mean: Tensor;
  /** Biased variance of each channel, [C]: the sum of squared deviations divided by the number of elements. */
  readonly variance: Tensor;
}

/** Split of x [N, G, P, Q] into groups that share a mean and a variance. */
interface Cut {
  /** True for groups x[:, g] (P is then 1), false for groups x[n, g]. */
  readonly overBatch: boolean;
  readonly eps: number;
}

/** Split, and which of weight and bias, both [1, G, P, 1], follow x among the inputs, in this order. */
interface Attributes extends Cut {
  readonly weighted: boolean;
  readonly biased: boolean;
}

/** Dimensions over which statistics are computed. */
function groupDims({ overBatch }: Cut): readonly number[] {
  return overBatch ? [0, 2, 3] : [2, 3];
}

/** Shape of the statistics. */
function statisticsShape({ shape }: Tensor, { overBatch }: Cut): Shape {
  return [overBatch ? 1 : shape[0]!, shape[1]!, 1, 1];
}

/** Weight and bias among the inputs. */
function affineOf(
  inputs: readonly (Tensor | undefined)[],
  { weighted, biased }: Attributes,
): { weight: Tensor | undefined; bias: Tensor | undefined } {
  return {
    weight: weighted ? inputs[1] : undefined,
    bias: biased ? inputs[weighted ? 2 : 1] : undefined,
  };
}

/** y = (x − mean)/√(variance + eps)·weight + bias, with the mean and the (biased) variance. */
const normalizeOp: FusedOp<Attributes> = {
  name: "normalize",
  fused: "normalize",
  infer: ([x], cut) => {
    const [shape, dtype] = [statisticsShape(x!, cut), x!.dtype];
    return [
      { shape: x!.shape, dtype },
      { shape, dtype },
      { shape, dtype },
    ];
  },
  kernel: (backend, [x, second, third], { overBatch, eps, weighted, biased }, [y, center, variance]) => {
    const [weight, bias] = [weighted ? second : undefined, biased ? (weighted ? third : second) : undefined];
    backend.fused!.normalize!(x!, weight, bias, overBatch, eps, y!, center!, variance!);
  },
  compose: (inputs, attributes) => {
    const { weight, bias } = affineOf(inputs, attributes);
    const x = inputs[0]!;
    const dims = groupDims(attributes);
    const center = mean(x, dims, kept);
    const deviation = sub(x, center);
    const variance = mean(square(deviation), dims, kept);
    const inverse = rsqrt(add(variance, attributes.eps));
    const scaled = mul(deviation, weight ? mul(weight, inverse) : inverse);
    return [bias ? add(scaled, bias) : scaled, center, variance];
  },
  vjp: ({ inputs, outputs: [, center, variance], attributes }, [g, ofMean, ofVariance]) => {
    const x = inputs[0]!;
    const { weighted, biased } = attributes;
    const { weight } = affineOf(inputs, attributes);
    const given = [x, center!, variance!, ...(weight ? [weight] : [])];
    const [ofX, ofWeight, ofBias] = g ? gradient([...given, g], attributes) : [];
    const share = sizeOf(center!.shape) / x.size;
    const deviation = (): Tensor => sub(x, center!);
    const terms = [
      ofX,
      ofMean && mul(ofMean, share),
      ofVariance && mul(mul(ofVariance, 2 * share), deviation()),
    ].filter((term) => term !== undefined);
    const all = terms.length > 0 ? terms.reduce((left, right) => add(left, right)) : undefined;
    const wide = all && expand(all, x.shape);
    return [wide, ...(weighted ? [ofWeight] : []), ...(biased ? [ofBias] : [])];
  },
};

/** ∂x, ∂weight and ∂bias. Inputs are x, mean, variance, the weight if present, and g. */
function gradient(inputs: readonly Tensor[], attributes: Attributes): readonly Tensor[] {
  // A recorder may differentiate again, which ordinary ops allow.
  if (isRecorded()) return normalizeGradientOp.compose(inputs, attributes);
  return runOp(normalizeGradientOp, inputs, attributes);
}

/**
 * With r = 1/√(variance + eps), x̂ = (x − mean)·r, and sums over a group of n elements:
 *
 * ∂x = r·(weight·g − Σ weight·g/n − x̂·Σ weight·g·x̂/n), ∂weight = Σ g·x̂, ∂bias = Σ g; the last two sums are over the batch and Q
 */
const normalizeGradientOp: FusedOp<Attributes> = {
  name: "normalizeGradient",
  fused: "normalizeGradient",
  infer: ([x]) => {
    const [, groups, parts] = x!.shape as [number, number, number, number];
    const affine = { shape: [1, groups, parts, 1], dtype: x!.dtype };
    return [{ shape: x!.shape, dtype: x!.dtype }, affine, affine];
  },
  kernel: (backend, inputs, { overBatch, eps, weighted }, [dx, dweight, dbias]) => {
    const [x, center, variance] = inputs;
    const weight = weighted ? inputs[3] : undefined;
    const dy = inputs.at(-1)!;
    backend.fused!.normalizeGradient!(
      x!,
      center!,
      variance!,
      weight,
      dy,
      overBatch,
      eps,
      dx!,
      dweight!,
      dbias!,
    );
  },
  compose: (inputs, attributes) => {
    const [x, center, variance] = inputs as [Tensor, Tensor, Tensor];
    const weight = attributes.weighted ? inputs[3] : undefined;
    const g = inputs.at(-1)!;
    const inverse = rsqrt(add(variance, attributes.eps));
    const normal = mul(sub(x, center), inverse);
    const [ofWeight, ofBias] = [sum(mul(g, normal), [0, 3], kept), sum(g, [0, 3], kept)];
    const share = sizeOf(center.shape) / x.size;
    const scaled = weight ? mul(weight, g) : g;
    const dims = groupDims(attributes);
    const constant = mul(sum(scaled, dims, kept), share);
    const slope = mul(sum(mul(scaled, normal), dims, kept), share);
    return [mul(inverse, sub(sub(scaled, constant), mul(normal, slope))), ofWeight, ofBias];
  },
};

/** Checks weight and bias, normalizes x as [N, G, P, Q], and returns y with the shape of x. */
function normalize(
  op: string,
  x: Tensor,
  options: NormOptions,
  affineShape: Shape,
  cut: Shape,
  overBatch: boolean,
): readonly [y: Tensor, mean: Tensor, variance: Tensor] {
  requireFloat(op, x);
  checkNames(op, options, ["weight", "bias", "eps"]);
  const { weight, bias, eps = 1e-5 } = options;
  if (!(eps > 0)) {
    throw new RangeError(`${op}: eps must be above 0: got ${inWords(eps)}. The usual value is 1e-5.`);
  }
  const affine = [
    ["weight", weight],
    ["bias", bias],
  ] as const;
  for (const [name, given] of affine) {
    if (given === undefined) continue;
    requireTensor(op, given, name);
    if (formatShape(given.shape) !== formatShape(affineShape)) {
      throw new ShapeError(
        `${op}: ${name} must have shape ${formatShape(affineShape)} for x ${formatShape(x.shape)}: got ${formatShape(given.shape)}.`,
      );
    }
    if (given.dtype !== x.dtype)
      throw new DTypeError(`${op}: x is ${x.dtype} but ${name} is ${given.dtype}. Cast one of them.`);
  }
  const attributes = { overBatch, eps, weighted: weight !== undefined, biased: bias !== undefined };
  const spread = [1, cut[1]!, cut[2]!, 1];
  const others = [weight, bias].filter((given) => given !== undefined).map((given) => reshape(given, spread));
  const [y, center, variance] = runOp(normalizeOp, [reshape(x, cut), ...others], attributes);
  return [reshape(y!, x.shape), center!, variance!];
}

/** N, C and the number of positions of x [N, C, …]. */
function channelsOf(op: string, x: Tensor): [samples: number, channels: number, places: number] {
  if (x.rank >= 2) return [x.shape[0]!, x.shape[1]!, sizeOf(x.shape.slice(2))];
  throw new ShapeError(
    `${op}: needs x [N, C, …]: got ${formatShape(x.shape)}. Use unsqueeze for a missing dimension.`,
  );
}

/**
 * Batch normalization with the statistics of the batch: normalizes each channel to mean 0 and variance 1 over samples
 * and positions, then scales and shifts it.
 *
 * y = (x − mean)/√(variance + eps)·weight + bias
 *
 * @param x [N, C, …].
 * @param options weight and bias: [C].
 * @returns y, the mean and the biased variance. Gradients also pass through the mean and the variance.
 * @throws {ShapeError} If shapes do not fit.
 * @throws {DTypeError} If types differ or are not floats.
 * @throws {RangeError} If eps is not above 0.
 * @see Ioffe, Szegedy: Batch normalization (2015), algorithm 1.
 */
export function batchNorm(x: Tensor, options: NormOptions = {}): BatchNormalized {
  requireTensor("batchNorm", x);
  const [samples, channels, places] = channelsOf("batchNorm", x);
  return scope(() => {
    const cut = [samples, channels, 1, places];
    const [y, center, spread] = normalize("batchNorm", x, options, [channels], cut, true);
    return { y, mean: reshape(center, [channels]), variance: reshape(spread, [channels]) };
  });
}

/**
 * Group normalization: normalizes each group of adjacent channels of each sample to mean 0 and variance 1, then scales and
 * shifts each channel. With one group per channel it is instance normalization.
 *
 * y = (x − mean)/√(variance + eps)·weight + bias, with mean and biased variance over the channels of a group and all positions
 *
 * @param x [N, C, …].
 * @param groups Number of groups; it divides C.
 * @param options weight and bias: [C].
 * @returns The shape of x.
 * @throws {ShapeError} If shapes do not fit.
 * @throws {DTypeError} If types differ or are not floats.
 * @throws {RangeError} If `groups` does not divide the channels, or eps is not above 0.
 * @see Wu, He: Group normalization (2018).
 */
export function groupNorm(x: Tensor, groups: number, options: NormOptions = {}): Tensor {
  requireTensor("groupNorm", x);
  const [samples, channels, places] = channelsOf("groupNorm", x);
  if (!Number.isInteger(groups) || groups < 1 || channels % groups !== 0) {
    throw new RangeError(
      `groupNorm: groups must be a whole number that divides the ${channels} channels: got ${inWords(groups)}.`,
    );
  }
  const cut = [samples, groups, channels / groups, places];
  return scope(() => normalize("groupNorm", x, options, [channels], cut, false)[0]);
}

/**
 * Layer normalization: normalizes the last `dims` dimensions of x to mean 0 and variance 1, then scales and shifts each of
 * their elements.
 *
 * y = (x − mean)/√(variance + eps)·weight + bias, with the biased variance
 *
 * @param dims Number of dimensions to normalize over, counted from the last. Default: 1.
 * @param options weight and bias: the shape of these dimensions.
 * @returns The shape of x.
 * @throws {ShapeError} If shapes do not fit.
 * @throws {DTypeError} If types differ or are not floats.
 * @throws {RangeError} If x does not have `dims` dimensions, or eps is not above 0.
 * @see Ba, Kiros, Hinton: Layer normalization (2016), §3.
 */
export function layerNorm(x: Tensor, dims = 1, options: NormOptions = {}): Tensor {
  requireTensor("layerNorm", x);
  if (!Number.isInteger(dims) || dims < 1 || dims > x.rank) {
    throw new RangeError(
      `layerNorm: dims must be a whole number from 1 to the rank of x, ${x.rank}: got ${inWords(dims)}.`,
    );
  }
  const elements = x.shape.slice(x.rank - dims);
  const cut = [sizeOf(x.shape.slice(0, x.rank - dims)), 1, sizeOf(elements), 1];
  return scope(() => normalize("layerNorm", x, options, elements, cut, false)[0]);
}
