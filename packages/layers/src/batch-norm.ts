import { Buffer, type Mode, Param, requireMode } from "@cambium/module";
import {
  type CreateOptions,
  elementwise,
  formatShape,
  ones,
  reshape,
  ShapeError,
  scope,
  stopGradient,
  type Tensor,
  zeros,
} from "@cambium/tensor";
import { groupSize, normaliseBy, normaliseByBatch } from "./normalise.ts";
import { requireCounts } from "./require-counts.ts";

/** Options of batch normalisation. */
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

/** What a batch normalisation knows and learns; one number for each channel. */
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

/** running·(1 − momentum) + batch·correction·momentum */
const blend = /* @__PURE__ */ elementwise("runningStatistic", (s, running, batch, momentum, correction) =>
  s.add(s.mul(running, s.sub(1, momentum)), s.mul(s.mul(batch, correction), momentum)),
);

/**
 * The state that a batch normalisation starts from.
 *
 * @throws {RangeError} If an option is out of range.
 */
export function startBatchNorm(
  layer: string,
  numFeatures: number,
  options: BatchNormOptions,
): BatchNormState {
  const { eps = 1e-5, momentum = 0.1, affine = true, trackRunningStats = true } = options;
  requireCounts(layer, { numFeatures });
  if (!(eps > 0)) throw new RangeError(`${layer}: eps must be above 0: got ${eps}. The usual value is 1e-5.`);
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
 * Normalises every channel of x [N, C, …], by the batch's statistics while training and by the running ones in
 * inference.
 */
export function batchNorm(layer: string, state: BatchNormState, x: Tensor, mode: Mode): Tensor {
  requireMode(layer, mode);
  const { runningMean, runningVar, eps } = state;
  const perChannel = x.shape.map((size, dim) => (dim === 1 ? size : 1));
  return scope(() => {
    const weight = state.weight && reshape(state.weight.value, perChannel);
    const bias = state.bias && reshape(state.bias.value, perChannel);
    if (mode.training || !runningMean || !runningVar) return byBatch(layer, state, x, weight, bias, mode);
    const mean = reshape(runningMean.value, perChannel);
    const variance = reshape(runningVar.value, perChannel);
    return normaliseBy({ mean, variance, weight, bias, eps }, x);
  });
}

function byBatch(
  layer: string,
  state: BatchNormState,
  x: Tensor,
  weight: Tensor | undefined,
  bias: Tensor | undefined,
  mode: Mode,
): Tensor {
  const dims = x.shape.flatMap((_, dim) => (dim === 1 ? [] : [dim]));
  const count = groupSize(x, dims);
  if (mode.training && count < 2) {
    throw new ShapeError(
      `${layer}: training needs more than one value a channel, to have a variance: got ${formatShape(x.shape)}. ` +
        "Use a larger batch, or inference mode.",
    );
  }
  const { y, mean, variance } = normaliseByBatch(x, weight, bias, { dims, eps: state.eps });
  if (mode.training) {
    advance(state.runningMean, mean, state.momentum, 1);
    advance(state.runningVar, variance, state.momentum, count / (count - 1));
  }
  return y;
}

/** One step of a running statistic. It is no part of the result, so no gradient passes. */
function advance(running: Buffer | undefined, batch: Tensor, momentum: number, correction: number): void {
  if (!running) return;
  const latest = reshape(stopGradient(batch), running.value.shape);
  running.value = blend(running.value, latest, momentum, correction);
}
