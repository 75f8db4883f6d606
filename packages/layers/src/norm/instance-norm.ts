import { Param } from "@cambium/module";
import {
  type CreateOptions,
  formatShape,
  groupNorm,
  ones,
  ShapeError,
  type Tensor,
  zeros,
} from "@cambium/tensor";
import { checkOptions, createNames, requireCounts } from "@cambium/tensor/checks";
import { requireEpsilon } from "./require-epsilon.ts";

/** Options of instance normalization. */
export interface InstanceNormOptions extends CreateOptions {
  /** Added to the variance, against division by 0; above 0. Default: 1e-5. */
  readonly eps?: number;
  /** Whether there are a learned weight (from 1) and bias (from 0). Default: false. */
  readonly affine?: boolean;
}

/** What an instance normalization knows and learns; one number for each channel. */
export interface InstanceNormState {
  /** C, the number of channels. */
  readonly numFeatures: number;
  /** Added to the variance, against division by 0. */
  readonly eps: number;
  /** Scale of each channel, [numFeatures]; undefined if not `affine`. */
  readonly weight: Param | undefined;
  /** Shift of each channel, [numFeatures]; undefined if not `affine`. */
  readonly bias: Param | undefined;
}

/**
 * The state that an instance normalization starts from.
 *
 * @throws {RangeError} If numFeatures is not a whole number of at least 1, or eps is not finite and above 0.
 */
export function startInstanceNorm(
  layer: string,
  numFeatures: number,
  options: InstanceNormOptions,
): InstanceNormState {
  checkOptions(layer, options, ["eps", "affine", ...createNames]);
  const { eps = 1e-5, affine = false } = options;
  requireCounts(layer, { numFeatures });
  requireEpsilon(layer, eps);
  return {
    numFeatures,
    eps,
    weight: affine ? new Param(ones([numFeatures], options)) : undefined,
    bias: affine ? new Param(zeros([numFeatures], options)) : undefined,
  };
}

/**
 * Normalizes each channel of each sample of x [N, C, places…], which has as many dimensions of places as it has names.
 *
 * @throws {ShapeError} If x does not fit, or has one place a channel, which has no variance.
 */
export function instanceNorm(
  layer: string,
  { numFeatures, eps, weight, bias }: InstanceNormState,
  x: Tensor,
  places: readonly string[],
): Tensor {
  if (x.rank !== 2 + places.length || x.shape[1] !== numFeatures) {
    throw new ShapeError(
      `${layer}: the input must have shape [N, ${numFeatures}, ${places.join(", ")}]: got ${formatShape(x.shape)}. ` +
        "Change numFeatures, or reshape the input.",
    );
  }
  if (x.shape.slice(2).every((size) => size === 1)) {
    throw new ShapeError(
      `${layer}: needs more than one place a channel, to have a variance: got ${formatShape(x.shape)}. Use LayerNorm.`,
    );
  }
  return groupNorm(x, numFeatures, { weight: weight?.value, bias: bias?.value, eps });
}
