import {
  type Binary,
  elementwise,
  formatShape,
  mul,
  norm,
  ShapeError,
  scope,
  type Tensor,
} from "@cambium/tensor";
import { checkOptions, type Range, requireIn } from "@cambium/tensor/checks";

/** Options of {@link projectMaxNorm}. */
export interface ProjectMaxNormOptions {
  /** c, the largest norm of a neuron's weight vector; above 0. Usual values are 3 and 4. */
  readonly max: number;
  /**
   * Dimension or dimensions that count neurons. Default: 0, the outputs of a weight [out, in, kernel…]. For a transposed
   * convolution [in, out, kernel…] it is 1, for `MaxoutLinear` [pieces, out, in] it is [0, 1].
   */
  readonly neuronDim?: number | readonly number[];
}

/** min(1, c/‖w‖); 1 for a norm of 0. */
const factor: Binary = /* @__PURE__ */ elementwise("maxNormFactor", (s, length, max) =>
  s.select(s.gt(length, max), s.div(max, length), 1),
);

/**
 * Scales weight vectors down to a largest norm. Shorter ones do not change.
 *
 * w ← w·min(1, c/‖w‖₂) for the weights w of each neuron, c = `max`
 *
 * @param weight Weight of any shape with a dimension of neurons. The norm runs over all other dimensions.
 * @returns The same shape.
 * @throws {RangeError} If `max` is not above 0.
 * @throws {ShapeError} If there is no such dimension.
 * @see Srivastava et al.: Dropout (2014), §5.1.
 */
export function projectMaxNorm(weight: Tensor, options: ProjectMaxNormOptions): Tensor {
  checkOptions("projectMaxNorm", options, ["max", "neuronDim"]);
  const { max, neuronDim = 0 } = options;
  requireMax("projectMaxNorm", max);
  const others = otherDims(weight, [neuronDim].flat());
  return scope(() => mul(weight, factor(norm(weight, others, { keepDim: true }), max)));
}

/** Bounds of norms. An infinite bound has no effect. */
const bound: Range = {
  contains: (value) => value > 0,
  text: "above 0",
  advice: "Usual values are 3 and 4.",
};

/**
 * Checks a bound of norms.
 *
 * @throws {RangeError} If it is not above 0.
 */
export function requireMax(caller: string, max: number): void {
  requireIn(bound, caller, "max", max);
}

/** Dimensions that a norm runs over. */
function otherDims({ shape, rank }: Tensor, neuronDims: readonly number[]): number[] {
  const neurons = neuronDims.map((dim) => (dim < 0 ? dim + rank : dim));
  const odd = neurons.findIndex((dim) => shape[dim] === undefined);
  if (odd < 0) return shape.map((_, dim) => dim).filter((dim) => !neurons.includes(dim));
  throw new ShapeError(
    `projectMaxNorm: a weight ${formatShape(shape)} has no dimension ${neuronDims[odd]}. Choose another neuronDim.`,
  );
}
