import type { Tensor } from "@cambium/tensor";
import { InstanceNorm, type InstanceNormOptions, instanceNorm } from "./instance-norm.ts";

/**
 * Instance normalization of sequences: normalizes each channel of each sample to mean 0 and variance 1, then scales and
 * shifts the channels if `affine`. Statistics are always those of the sample, so training and inference are the same.
 *
 * y = (x − mean)/√(variance + eps)·weight + bias, the variance biased
 *
 * weight, bias: [numFeatures].
 *
 * @see Ulyanov, Vedaldi, Lempitsky: Instance normalization (2016), equation 3.
 */
export class InstanceNorm1d extends InstanceNorm {
  /**
   * @param numFeatures C, the number of channels.
   * @throws {RangeError} If it is not a whole number of at least 1, or eps is not finite and above 0.
   */
  constructor(numFeatures: number, options: InstanceNormOptions = {}) {
    super("InstanceNorm1d", numFeatures, options);
  }

  /**
   * @param x [N, numFeatures, L].
   * @returns The shape of x.
   * @throws {ShapeError} If x does not fit, or has one position per channel.
   */
  forward(x: Tensor): Tensor {
    return instanceNorm(this, x, ["length"]);
  }
}
