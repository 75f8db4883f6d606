import type { Mode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import { BatchNorm, type BatchNormOptions, batchNorm } from "./batch-norm.ts";

/**
 * Batch normalization of rows or sequences: normalizes every channel to mean 0 and variance 1 over the batch, then scales
 * and shifts it.
 *
 * y = (x − mean)/√(variance + eps)·weight + bias
 *
 * Training normalizes by the biased variance of the batch, and moves the running statistics (with the unbiased one) by
 * `momentum`: running ← (1 − momentum)·running + momentum·batch. Inference normalizes by the running ones.
 *
 * weight, bias, runningMean, runningVar: [numFeatures].
 *
 * @see Ioffe, Szegedy: Batch normalization (2015), algorithms 1 and 2.
 */
export class BatchNorm1d extends BatchNorm {
  /**
   * @param numFeatures C, the number of channels.
   * @throws {RangeError} If it is not a whole number of at least 1, or an option is out of range.
   */
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super("BatchNorm1d", numFeatures, options);
  }

  /**
   * @param x [N, C] or [N, C, L].
   * @returns The shape of x.
   * @throws {ShapeError} If x does not fit, or while training has fewer than two values per channel.
   */
  forward(x: Tensor, mode: Mode): Tensor {
    return batchNorm(this, x, mode, [[], ["length"]]);
  }
}
