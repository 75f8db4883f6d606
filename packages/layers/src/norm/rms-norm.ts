import { Describable, inLayer, type Param } from "@cambium/module";
import { type CreateOptions, elementwise, mean, type Shape, square, type Tensor } from "@cambium/tensor";
import { checkOptions, createNames } from "@cambium/tensor/checks";
import { makeScale } from "./affine.ts";
import { normalizedSizes, requireEnding } from "./normalized-shape.ts";
import { requireEpsilon } from "./require-epsilon.ts";

/** Options of {@link RMSNorm}. */
export interface RMSNormOptions extends CreateOptions {
  /** Added to the mean square, against division by 0; above 0. Default: machine epsilon of x's type. */
  readonly eps?: number;
  /** True for a learned weight (from 1). Default: true. */
  readonly elementwiseAffine?: boolean;
}

/** 1/√(mean square + eps) */
const inverseRoot = /* @__PURE__ */ elementwise("inverseRoot", (s, meanSquare, eps) =>
  s.rsqrt(s.add(meanSquare, eps)),
);

/** x·inverse·weight, in one pass. */
const scaleTwice = /* @__PURE__ */ elementwise("rmsNorm", (s, x, inverse, weight) =>
  s.mul(s.mul(x, inverse), weight),
);

/**
 * Root-mean-square normalization: normalizes the last dimensions of each sample to mean square 1, then scales each of their
 * elements. It is layer normalization without the mean and the bias.
 *
 * y = x/√(mean(x²) + eps)·weight
 *
 * weight: normalizedShape.
 *
 * @see Zhang, Sennrich: Root mean square layer normalization (2019), equation 4.
 */
export class RMSNorm extends Describable {
  /** Last sizes of the input, over which it normalizes. */
  readonly normalizedShape: Shape;
  /** Added to the mean square, against division by 0; undefined for machine epsilon of x's type. */
  readonly eps: number | undefined;
  /** Scale of each element, normalizedShape; undefined if not `elementwiseAffine`. */
  readonly weight: Param | undefined;

  /**
   * @param normalizedShape Last sizes of the input; a number for the last one alone.
   * @throws {RangeError} If a size is not a whole number of at least 1, or eps is not finite and above 0.
   */
  constructor(normalizedShape: number | Shape, options: RMSNormOptions = {}) {
    super(normalizedShape, options);
    checkOptions("RMSNorm", options, ["eps", "elementwiseAffine", ...createNames]);
    const { eps, elementwiseAffine = true } = options;
    const sizes = normalizedSizes("RMSNorm", normalizedShape);
    if (eps !== undefined) requireEpsilon("RMSNorm", eps);
    this.normalizedShape = sizes;
    this.eps = eps;
    this.weight = elementwiseAffine ? makeScale(this, sizes, options) : undefined;
  }

  /**
   * @param x […, normalizedShape…].
   * @returns The shape of x.
   * @throws {ShapeError} If x does not end in normalizedShape.
   */
  forward(x: Tensor): Tensor {
    const { normalizedShape, weight } = this;
    const dims = normalizedShape.map((_, i) => i - normalizedShape.length);
    return inLayer(this, { x }, () => {
      requireEnding("RMSNorm", x, normalizedShape);
      const { eps = x.dtype === "float64" ? 2 ** -52 : 2 ** -23 } = this;
      const meanSquare = mean(square(x), dims, { keepDim: true });
      return scaleTwice(x, inverseRoot(meanSquare, eps), weight?.value ?? 1);
    });
  }
}
