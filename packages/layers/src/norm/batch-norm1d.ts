import type { Buffer, Mode, Param } from "@cambium/module";
import { formatShape, ShapeError, type Tensor } from "@cambium/tensor";
import { type BatchNormOptions, type BatchNormState, batchNorm, startBatchNorm } from "./batch-norm.ts";

/**
 * Batch normalization of rows, or of sequences: gives every channel mean 0 and variance 1 over the batch, then scales and shifts.
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
export class BatchNorm1d implements BatchNormState {
  readonly numFeatures: number;
  readonly eps: number;
  readonly momentum: number;
  readonly weight: Param | undefined;
  readonly bias: Param | undefined;
  readonly runningMean: Buffer | undefined;
  readonly runningVar: Buffer | undefined;

  /**
   * @param numFeatures C, the number of channels.
   * @throws {RangeError} If it is not a whole number of at least 1, or an option is out of range.
   */
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    const start = startBatchNorm("BatchNorm1d", numFeatures, options);
    this.numFeatures = numFeatures;
    this.eps = start.eps;
    this.momentum = start.momentum;
    this.weight = start.weight;
    this.bias = start.bias;
    this.runningMean = start.runningMean;
    this.runningVar = start.runningVar;
  }

  /**
   * @param x [N, C] or [N, C, L].
   * @returns The shape of x.
   * @throws {ShapeError} If x does not fit, or while training has fewer than two values a channel.
   */
  forward(x: Tensor, mode: Mode): Tensor {
    if ((x.rank !== 2 && x.rank !== 3) || x.shape[1] !== this.numFeatures) {
      throw new ShapeError(
        `BatchNorm1d: the input must have shape [N, ${this.numFeatures}] or [N, ${this.numFeatures}, length]: got ${formatShape(x.shape)}. ` +
          "Change numFeatures, or reshape the input.",
      );
    }
    return batchNorm("BatchNorm1d", this, x, mode);
  }
}
