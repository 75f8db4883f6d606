import { Param } from "@cambium/module";
import {
  type CreateOptions,
  formatShape,
  layerNorm,
  ones,
  type Shape,
  ShapeError,
  sameShape,
  type Tensor,
  zeros,
} from "@cambium/tensor";
import { requireCounts } from "./require-counts.ts";

/** Options of {@link LayerNorm}. */
export interface LayerNormOptions extends CreateOptions {
  /** Added to the variance, against division by 0; above 0. Default: 1e-5. */
  readonly eps?: number;
  /** Whether there are a learned weight (from 1) and bias (from 0). Default: true. */
  readonly affine?: boolean;
}

/**
 * Layer normalisation: gives the last dimensions of each sample mean 0 and variance 1, then scales and shifts each of
 * their elements.
 *
 * y = (x − mean)/√(variance + eps)·weight + bias, the variance biased
 *
 * weight, bias: normalizedShape.
 *
 * @see Ba, Kiros, Hinton: Layer normalization (2016), §3.
 */
export class LayerNorm {
  /** Sizes of the dimensions that statistics run over. */
  readonly normalizedShape: Shape;
  /** Added to the variance, against division by 0; above 0. */
  readonly eps: number;
  /** Scale of each element; undefined if not `affine`. */
  readonly weight: Param | undefined;
  /** Shift of each element; undefined if not `affine`. */
  readonly bias: Param | undefined;

  /**
   * @param normalizedShape Sizes of the last dimensions, or one number for the last alone.
   * @throws {RangeError} If a size is not a whole number of at least 1, or eps is not above 0.
   */
  constructor(normalizedShape: number | Shape, options: LayerNormOptions = {}) {
    const { eps = 1e-5, affine = true } = options;
    const shape = typeof normalizedShape === "number" ? [normalizedShape] : [...normalizedShape];
    if (shape.length === 0)
      throw new RangeError("LayerNorm: normalizedShape has no sizes: got []. Pass one.");
    for (const size of shape) requireCounts("LayerNorm", { normalizedShape: size });
    if (!(eps > 0))
      throw new RangeError(`LayerNorm: eps must be above 0: got ${eps}. The usual value is 1e-5.`);
    this.normalizedShape = shape;
    this.eps = eps;
    this.weight = affine ? new Param(ones(shape, options)) : undefined;
    this.bias = affine ? new Param(zeros(shape, options)) : undefined;
  }

  /**
   * @param x […, normalizedShape…].
   * @returns The shape of x.
   * @throws {ShapeError} If the last sizes of x are others.
   */
  forward(x: Tensor): Tensor {
    const { normalizedShape, weight, bias, eps } = this;
    const dims = normalizedShape.length;
    if (x.rank < dims || !sameShape(x.shape.slice(x.rank - dims), normalizedShape)) {
      throw new ShapeError(
        `LayerNorm: the input must end in ${formatShape(normalizedShape)}: got ${formatShape(x.shape)}. ` +
          "Change normalizedShape, or reshape the input.",
      );
    }
    return layerNorm(x, dims, { weight: weight?.value, bias: bias?.value, eps });
  }
}
