import { Describable, inLayer, type Param } from "@cambium/module";
import { type CreateOptions, formatShape, groupNorm, ShapeError, type Tensor } from "@cambium/tensor";
import { checkOptions, createNames, requireCounts } from "@cambium/tensor/checks";
import { makeScale, makeShift } from "./affine.ts";
import { requireEpsilon } from "./require-epsilon.ts";
import { requireLayout } from "./require-layout.ts";

/** Options of instance normalization. */
export interface InstanceNormOptions extends CreateOptions {
  /** Added to the variance, against division by 0; above 0. Default: 1e-5. */
  readonly eps?: number;
  /** True for a learned weight (from 1) and bias (from 0). Default: false. */
  readonly affine?: boolean;
}

/** Instance normalization of inputs of one layout: sizes and parameters, one for each channel. */
export abstract class InstanceNorm extends Describable {
  /** C, the number of channels. */
  readonly numFeatures: number;
  /** Added to the variance, against division by 0. */
  readonly eps: number;
  /** Scale of each channel, [numFeatures]; undefined if not `affine`. */
  readonly weight: Param | undefined;
  /** Shift of each channel, [numFeatures]; undefined if not `affine`. */
  readonly bias: Param | undefined;

  /**
   * @param layer Name of the layer, for messages.
   * @throws {RangeError} If numFeatures is not a whole number of at least 1, or eps is not finite and above 0.
   */
  constructor(layer: string, numFeatures: number, options: InstanceNormOptions) {
    super(numFeatures, options);
    checkOptions(layer, options, ["eps", "affine", ...createNames]);
    const { eps = 1e-5, affine = false } = options;
    requireCounts(layer, { numFeatures });
    requireEpsilon(layer, eps);
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.weight = affine ? makeScale(this, [numFeatures], options) : undefined;
    this.bias = affine ? makeShift(this, [numFeatures], options) : undefined;
  }
}

/**
 * Normalizes each channel of each sample of x.
 *
 * @param layout Names of the dimensions after the channels.
 * @throws {ShapeError} If x does not fit, or has one position per channel, which has no variance.
 */
export function instanceNorm(norm: InstanceNorm, x: Tensor, layout: readonly string[]): Tensor {
  const { numFeatures, eps, weight, bias } = norm;
  return inLayer(norm, { x }, () => {
    requireLayout(norm, x, numFeatures, [layout]);
    if (x.shape.slice(2).every((size) => size === 1)) {
      throw new ShapeError(
        `${norm}: needs more than one place a channel, to have a variance: got ${formatShape(x.shape)}. Use LayerNorm.`,
      );
    }
    return groupNorm(x, numFeatures, { weight: weight?.value, bias: bias?.value, eps });
  });
}
