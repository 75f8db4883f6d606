import type { Param } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import {
  type InstanceNormOptions,
  type InstanceNormState,
  instanceNorm,
  startInstanceNorm,
} from "./instance-norm.ts";

/**
 * Instance normalization of sequences: gives each channel of each sample mean 0 and variance 1, then scales and shifts
 * channels if `affine`. Statistics are always those of the sample, so training and inference are the same.
 *
 * y = (x − mean)/√(variance + eps)·weight + bias, the variance biased
 *
 * weight, bias: [numFeatures].
 *
 * @see Ulyanov, Vedaldi, Lempitsky: Instance normalization (2016), equation 3.
 */
export class InstanceNorm1d implements InstanceNormState {
  readonly numFeatures: number;
  readonly eps: number;
  readonly weight: Param | undefined;
  readonly bias: Param | undefined;

  /**
   * @param numFeatures C, the number of channels.
   * @throws {RangeError} If it is not a whole number of at least 1, or eps is not finite and above 0.
   */
  constructor(numFeatures: number, options: InstanceNormOptions = {}) {
    const start = startInstanceNorm("InstanceNorm1d", numFeatures, options);
    this.numFeatures = start.numFeatures;
    this.eps = start.eps;
    this.weight = start.weight;
    this.bias = start.bias;
  }

  /**
   * @param x [N, numFeatures, L].
   * @returns The shape of x.
   * @throws {ShapeError} If x does not fit, or has one place a channel.
   */
  forward(x: Tensor): Tensor {
    return instanceNorm("InstanceNorm1d", this, x, ["length"]);
  }
}
