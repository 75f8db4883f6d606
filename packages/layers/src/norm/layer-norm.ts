import { Describable, inLayer, type Param } from "@cambium/module";
import { type CreateOptions, layerNorm, type Shape, type Tensor } from "@cambium/tensor";
import { checkOptions, createNames } from "@cambium/tensor/checks";
import { makeScale, makeShift } from "./affine.ts";
import { normalizedSizes, requireEnding } from "./normalized-shape.ts";
import { requireEpsilon } from "./require-epsilon.ts";

/** Options of {@link LayerNorm}. */
export interface LayerNormOptions extends CreateOptions {
  /** Added to the variance, against division by 0; above 0. Default: 1e-5. */
  readonly eps?: number;
  /** True for a learned weight (from 1) and bias (from 0). Default: true. */
  readonly elementwiseAffine?: boolean;
  /** True for a bias in addition to the weight. Default: true. */
  readonly bias?: boolean;
}

/**
 * Layer normalization: normalizes the last dimensions of each sample to mean 0 and variance 1, then scales and shifts each
 * of their elements. It does not depend on the batch, so training and inference are the same.
 *
 * y = (x − mean)/√(variance + eps)·weight + bias, the variance biased
 *
 * weight, bias: normalizedShape.
 *
 * @see Ba, Kiros, Hinton: Layer normalization (2016), §3.
 */
export class LayerNorm extends Describable {
  /** Last sizes of the input, over which it normalizes. */
  readonly normalizedShape: Shape;
  /** Added to the variance, against division by 0. */
  readonly eps: number;
  /** Scale of each element, normalizedShape; undefined if not `elementwiseAffine`. */
  readonly weight: Param | undefined;
  /** Shift of each element, normalizedShape; undefined if not `elementwiseAffine`, or without one. */
  readonly bias: Param | undefined;

  /**
   * @param normalizedShape Last sizes of the input; a number for the last one alone.
   * @throws {RangeError} If a size is not a whole number of at least 1, or eps is not finite and above 0.
   */
  constructor(normalizedShape: number | Shape, options: LayerNormOptions = {}) {
    super(normalizedShape, options);
    checkOptions("LayerNorm", options, ["eps", "elementwiseAffine", "bias", ...createNames]);
    const { eps = 1e-5, elementwiseAffine = true, bias = true } = options;
    const sizes = normalizedSizes("LayerNorm", normalizedShape);
    requireEpsilon("LayerNorm", eps);
    this.normalizedShape = sizes;
    this.eps = eps;
    this.weight = elementwiseAffine ? makeScale(this, sizes, options) : undefined;
    this.bias = elementwiseAffine && bias ? makeShift(this, sizes, options) : undefined;
  }

  /**
   * @param x […, normalizedShape…].
   * @returns The shape of x.
   * @throws {ShapeError} If x does not end in normalizedShape.
   */
  forward(x: Tensor): Tensor {
    const { normalizedShape, eps, weight, bias } = this;
    return inLayer(this, { x }, () => {
      requireEnding("LayerNorm", x, normalizedShape);
      return layerNorm(x, normalizedShape.length, { weight: weight?.value, bias: bias?.value, eps });
    });
  }
}
