import { Buffer, type Mode, Param, requireMode } from "@cambium/module";
import {
  add,
  type CreateOptions,
  elementwise,
  formatShape,
  mul,
  batchNorm as normalizeByBatch,
  ones,
  reshape,
  rsqrt,
  ShapeError,
  scope,
  stopGradient,
  type Tensor,
  zeros,
} from "@cambium/tensor";
import { checkOptions, createNames, requireCounts } from "@cambium/tensor/checks";
import { requireEpsilon } from "./require-epsilon.ts";

/** Options of batch normalization. */
export interface BatchNormOptions extends CreateOptions {
  /** Added to the variance, against division by 0; above 0. Default: 1e-5. */
  readonly eps?: number;
  /** How much of each running statistic a training step replaces, in [0, 1]. Default: 0.1. */
  readonly momentum?: number;
  /** Whether there are a learned weight (from 1) and bias (from 0). Default: true. */
  readonly affine?: boolean;
  /** Whether running statistics are kept; without them inference uses the batch's, too. Default: true. */
  readonly trackRunningStats?: boolean;
}

/** What a batch normalization knows and learns; one number for each channel. */
export interface BatchNormState {
  /** C, the number of channels. */
  readonly numFeatures: number;
  /** Added to the variance, against division by 0; above 0. */
  readonly eps: number;
  /** How much of each running statistic a training step replaces, in [0, 1]. */
  readonly momentum: number;
  /** Scale of each channel, [numFeatures]; undefined if not `affine`. */
  readonly weight: Param | undefined;
  /** Shift of each channel, [numFeatures]; undefined if not `affine`. */
  readonly bias: Param | undefined;
  /** Mean of each channel over past batches, [numFeatures]; undefined if not `trackRunningStats`. */
  readonly runningMean: Buffer | undefined;
  /** Unbiased variance of each channel over past batches, [numFeatures]; undefined if not `trackRunningStats`. */
  readonly runningVar: Buffer | undefined;
}

/** (x − mean)·scale + shift, in one pass. */
const shiftAndScale = /* @__PURE__ */ elementwise("normalize", (s, x, center, scale, shift) =>
  s.add(s.mul(s.sub(x, center), scale), shift),
);

/** running·(1 − momentum) + batch·correction·momentum */
const blend = /* @__PURE__ */ elementwise("runningStatistic", (s, running, batch, momentum, correction) =>
  s.add(s.mul(running, s.sub(1, momentum)), s.mul(s.mul(batch, correction), momentum)),
);

/**
 * The state that a batch normalization starts from.
 *
 * @throws {RangeError} If an option is out of range.
 */
export function startBatchNorm(
  layer: string,
  numFeatures: number,
  options: BatchNormOptions,
): BatchNormState {
  checkOptions(layer, options, ["eps", "momentum", "affine", "trackRunningStats", ...createNames]);
  const { eps = 1e-5, momentum = 0.1, affine = true, trackRunningStats = true } = options;
  requireCounts(layer, { numFeatures });
  requireEpsilon(layer, eps);
  if (!(momentum >= 0 && momentum <= 1)) {
    throw new RangeError(`${layer}: momentum must be in [0, 1]: got ${momentum}. The usual value is 0.1.`);
  }
  return {
    numFeatures,
    eps,
    momentum,
    weight: affine ? new Param(ones([numFeatures], options)) : undefined,
    bias: affine ? new Param(zeros([numFeatures], options)) : undefined,
    runningMean: trackRunningStats ? new Buffer(zeros([numFeatures], options)) : undefined,
    runningVar: trackRunningStats ? new Buffer(ones([numFeatures], options)) : undefined,
  };
}

/**
 * Normalizes every channel of x [N, C, …], by the batch's statistics while training and by the running ones in
 * inference.
 */
export function batchNorm(layer: string, state: BatchNormState, x: Tensor, mode: Mode): Tensor {
  requireMode(layer, mode);
  return scope(() =>
    mode.training || !state.runningMean ? byBatch(layer, state, x, mode) : byRunning(state, x),
  );
}

/** By the running statistics. */
function byRunning({ runningMean, runningVar, eps, weight, bias }: BatchNormState, x: Tensor): Tensor {
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

/** By the batch's own. */
function byBatch(layer: string, state: BatchNormState, x: Tensor, mode: Mode): Tensor {
  const count = x.size / state.numFeatures;
  if (mode.training && count < 2) {
    throw new ShapeError(
      `${layer}: training needs more than one value a channel, to have a variance: got ${formatShape(x.shape)}. ` +
        "Use a larger batch, or inference mode.",
    );
  }
  const { weight, bias, eps } = state;
  const { y, mean, variance } = normalizeByBatch(x, { weight: weight?.value, bias: bias?.value, eps });
  if (mode.training) {
    advance(state.runningMean, mean, state.momentum, 1);
    advance(state.runningVar, variance, state.momentum, count / (count - 1));
  }
  return y;
}

/** One step of a running statistic. It is no part of the result, so no gradient passes. */
function advance(running: Buffer | undefined, batch: Tensor, momentum: number, correction: number): void {
  if (!running) return;
  running.value = blend(running.value, stopGradient(batch), momentum, correction);
}
