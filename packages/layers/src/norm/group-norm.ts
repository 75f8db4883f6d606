import { Describable, inLayer, type Param } from "@cambium/module";
import { type CreateOptions, formatShape, groupNorm, ShapeError, type Tensor } from "@cambium/tensor";
import { checkOptions, createNames, requireCounts } from "@cambium/tensor/checks";
import { makeScale, makeShift } from "./affine.ts";
import { requireEpsilon } from "./require-epsilon.ts";

/** Options of {@link GroupNorm}. */
export interface GroupNormOptions extends CreateOptions {
  /** Added to the variance, against division by 0; above 0. Default: 1e-5. */
  readonly eps?: number;
  /** True for a learned weight (from 1) and bias (from 0). Default: true. */
  readonly affine?: boolean;
}

/**
 * Group normalization: normalizes each group of neighboring channels of each sample to mean 0 and variance 1, then scales
 * and shifts each channel. It does not depend on the batch, so training and inference are the same.
 *
 * y = (x − mean)/√(variance + eps)·weight + bias, statistics (the variance biased) over a group's channels and all positions
 *
 * weight, bias: [numChannels].
 *
 * @see Wu, He: Group normalization (2018).
 */
export class GroupNorm extends Describable {
  /** Number of groups that the channels are split into. */
  readonly numGroups: number;
  /** C, the number of channels. */
  readonly numChannels: number;
  /** Added to the variance, against division by 0. */
  readonly eps: number;
  /** Scale of each channel, [numChannels]; undefined if not `affine`. */
  readonly weight: Param | undefined;
  /** Shift of each channel, [numChannels]; undefined if not `affine`. */
  readonly bias: Param | undefined;

  /**
   * @param numGroups Number of groups, which must divide numChannels.
   * @throws {RangeError} If one is not a whole number of at least 1, groups do not divide the channels, or eps is not finite and above 0.
   */
  constructor(numGroups: number, numChannels: number, options: GroupNormOptions = {}) {
    super(numGroups, numChannels, options);
    requireCounts("GroupNorm", { numGroups, numChannels });
    checkOptions("GroupNorm", options, ["eps", "affine", ...createNames]);
    const { eps = 1e-5, affine = true } = options;
    if (numChannels % numGroups !== 0) {
      throw new RangeError(
        `GroupNorm: numGroups must divide numChannels: ${numGroups} does not divide ${numChannels}. Are the arguments in order?`,
      );
    }
    requireEpsilon("GroupNorm", eps);
    this.numGroups = numGroups;
    this.numChannels = numChannels;
    this.eps = eps;
    this.weight = affine ? makeScale(this, [numChannels], options) : undefined;
    this.bias = affine ? makeShift(this, [numChannels], options) : undefined;
  }

  /**
   * @param x [N, numChannels, …].
   * @returns The shape of x.
   * @throws {ShapeError} If x does not have numChannels channels.
   */
  forward(x: Tensor): Tensor {
    const { numGroups, numChannels, eps, weight, bias } = this;
    return inLayer(this, { x }, () => {
      if (x.rank < 2 || x.shape[1] !== numChannels) {
        throw new ShapeError(
          `${this}: the input must have shape [N, ${numChannels}, …]: got ${formatShape(x.shape)}. Change numChannels, or reshape the input.`,
        );
      }
      return groupNorm(x, numGroups, { weight: weight?.value, bias: bias?.value, eps });
    });
  }
}
