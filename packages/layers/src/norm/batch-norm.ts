import { Buffer, Describable, inLayer, type Mode, type Param, requireMode } from "@cambium/module";
import {
  add,
  type CreateOptions,
  elementwise,
  formatShape,
  mul,
  batchNorm as normalizeByBatch,
  reshape,
  rsqrt,
  ShapeError,
  stopGradient,
  type Tensor,
} from "@cambium/tensor";
import { checkOptions, createNames, inWords, requireCounts } from "@cambium/tensor/checks";
import { makeScale, makeShift } from "./affine.ts";
import { requireEpsilon } from "./require-epsilon.ts";
import { requireLayout } from "./require-layout.ts";

/** Options of batch normalization. */
export interface BatchNormOptions extends CreateOptions {
  /** Added to the variance, against division by 0; above 0. Default: 1e-5. */
  readonly eps?: number;
  /** Share of each running statistic that a training step replaces, in [0, 1]. Default: 0.1. */
  readonly momentum?: number;
  /** True for a learned weight (from 1) and bias (from 0). Default: true. */
  readonly affine?: boolean;
  /** True to keep running statistics; without them inference also uses those of the batch. Default: true. */
  readonly trackRunningStats?: boolean;
}

/** (x − mean)·scale + shift, in one pass. */
const shiftAndScale = /* @__PURE__ */ elementwise("normalize", (s, x, center, scale, shift) =>
  s.add(s.mul(s.sub(x, center), scale), shift),
);

/** running·(1 − momentum) + batch·correction·momentum */
const blend = /* @__PURE__ */ elementwise("runningStatistic", (s, running, batch, momentum, correction) =>
  s.add(s.mul(running, s.sub(1, momentum)), s.mul(s.mul(batch, correction), momentum)),
);

/** Batch normalization of inputs of some layouts: sizes, parameters and running statistics, one for each channel. */
export abstract class BatchNorm extends Describable {
  /** C, the number of channels. */
  readonly numFeatures: number;
  /** Added to the variance, against division by 0; above 0. */
  readonly eps: number;
  /** Share of each running statistic that a training step replaces, in [0, 1]. */
  readonly momentum: number;
  /** Scale of each channel, [numFeatures]; undefined if not `affine`. */
  readonly weight: Param | undefined;
  /** Shift of each channel, [numFeatures]; undefined if not `affine`. */
  readonly bias: Param | undefined;
  /** Mean of each channel over past batches, [numFeatures]; undefined if not `trackRunningStats`. */
  readonly runningMean: Buffer | undefined;
  /** Unbiased variance of each channel over past batches, [numFeatures]; undefined if not `trackRunningStats`. */
  readonly runningVar: Buffer | undefined;

  /**
   * @param layer Name of the layer, for messages.
   * @throws {RangeError} If numFeatures is not a whole number of at least 1, or an option is out of range.
   */
  constructor(layer: string, numFeatures: number, options: BatchNormOptions) {
    super(numFeatures, options);
    checkOptions(layer, options, ["eps", "momentum", "affine", "trackRunningStats", ...createNames]);
    const { eps = 1e-5, momentum = 0.1, affine = true, trackRunningStats = true, dtype, backend } = options;
    requireCounts(layer, { numFeatures });
    requireEpsilon(layer, eps);
    requireMomentum(layer, momentum);
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.momentum = momentum;
    this.weight = affine ? makeScale(this, [numFeatures], options) : undefined;
    this.bias = affine ? makeShift(this, [numFeatures], options) : undefined;
    const statistic = { shape: [numFeatures], dtype, backend };
    this.runningMean = trackRunningStats ? new Buffer({ ...statistic, init: 0 }) : undefined;
    this.runningVar = trackRunningStats ? new Buffer({ ...statistic, init: 1 }) : undefined;
  }
}

function requireMomentum(layer: string, momentum: number): void {
  if (momentum >= 0 && momentum <= 1) return;
  throw new RangeError(
    `${layer}: momentum must be in [0, 1]: got ${inWords(momentum)}. The usual value is 0.1.`,
  );
}

/**
 * Normalizes every channel of x [N, C, …], by the batch's statistics while training and by the running ones in
 * inference.
 *
 * @param layouts Names of the dimensions after the channels, for each rank that the layer takes.
 */
export function batchNorm(
  norm: BatchNorm,
  x: Tensor,
  mode: Mode,
  layouts: readonly (readonly string[])[],
): Tensor {
  return inLayer(norm, { x }, () => {
    requireMode(norm.constructor.name, mode);
    requireLayout(norm, x, norm.numFeatures, layouts);
    return mode.training || !norm.runningMean ? byBatch(norm, x, mode) : byRunning(norm, x);
  });
}

/** Normalization by the running statistics. */
function byRunning({ runningMean, runningVar, eps, weight, bias }: BatchNorm, x: Tensor): Tensor {
  const perChannel = x.shape.map((size, dim) => (dim === 1 ? size : 1));
  const inverse = rsqrt(add(runningVar!.value, eps));
  const scale = reshape(weight ? mul(weight.value, inverse) : inverse, perChannel);
  return shiftAndScale(
    x,
    reshape(runningMean!.value, perChannel),
    scale,
    bias ? reshape(bias.value, perChannel) : 0,
  );
}

/** Normalization by the statistics of the batch. */
function byBatch(norm: BatchNorm, x: Tensor, mode: Mode): Tensor {
  const count = x.size / norm.numFeatures;
  if (mode.training && count < 2) {
    throw new ShapeError(
      `${norm}: training needs more than one value a channel, to have a variance: got ${formatShape(x.shape)}. ` +
        "Use a larger batch, or inference mode.",
    );
  }
  const { weight, bias, eps } = norm;
  const { y, mean, variance } = normalizeByBatch(x, { weight: weight?.value, bias: bias?.value, eps });
  if (mode.training) {
    advance(norm.runningMean, mean, norm.momentum, 1);
    advance(norm.runningVar, variance, norm.momentum, count / (count - 1));
  }
  return y;
}

/** One step of a running statistic. It is not part of the result, so no gradient passes. */
function advance(running: Buffer | undefined, batch: Tensor, momentum: number, correction: number): void {
  if (!running) return;
  running.value = blend(running.value, stopGradient(batch), momentum, correction);
}
