import {
  checkOptions,
  requireAtLeastZero,
  requireBetween,
  requireInteger,
  requireOneOf,
} from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";
import type { Cycled } from "./cycled.ts";

/** Options of {@link cyclicSchedule}. */
export interface CyclicScheduleOptions {
  /** The smallest learning rate. At least 0. */
  readonly baseLr: number;
  /** The largest learning rate in the first cycle. At least 0. */
  readonly maxLr: number;
  /** Number of steps in which it rises. A positive integer. Default: 2,000. */
  readonly stepSizeUp?: number;
  /** Number of steps in which it falls. A positive integer. Default: `stepSizeUp`. */
  readonly stepSizeDown?: number;
  /**
   * Height of the cycles: constant ("triangular"), half as high in each cycle as in the previous one ("triangular2"), or
   * multiplied by γ at each step ("expRange"). Default: "triangular".
   */
  readonly mode?: "triangular" | "triangular2" | "expRange";
  /** γ of "expRange", in [0, 1]. Default: 1. */
  readonly gamma?: number;
  /** The momentum at the largest rate, in [0, 1]. Default: 0.8. */
  readonly baseMomentum?: number;
  /** The momentum at the smallest rate, in [0, 1]. Default: 0.9. */
  readonly maxMomentum?: number;
}

/**
 * Cycles in which the learning rate rises and falls linearly, and the momentum does the opposite.
 *
 * learningRate(t) = baseLr + (maxLr − baseLr)·h·k;  momentum(t) = maxMomentum − (maxMomentum − baseMomentum)·h·k
 *
 * where h goes from 0 to 1 and back in each cycle, and k = 1, 2⁻ⁿ in cycle n = 0, 1, …, or γᵗ, by the mode
 *
 * @throws {RangeError} If an option is out of range.
 * @see Smith: Cyclical learning rates for training neural networks, 2017. PyTorch, torch.optim.lr_scheduler.CyclicLR.
 */
export function cyclicSchedule(options: CyclicScheduleOptions): Cycled {
  checkOptions("cyclicSchedule", options, [
    "baseLr",
    "maxLr",
    "stepSizeUp",
    "stepSizeDown",
    "mode",
    "gamma",
    "baseMomentum",
    "maxMomentum",
  ]);
  const { baseLr, maxLr, baseMomentum = 0.8, maxMomentum = 0.9 } = options;
  requireAtLeastZero("cyclicSchedule", "baseLr", baseLr);
  requireAtLeastZero("cyclicSchedule", "maxLr", maxLr);
  requireBetween("cyclicSchedule", "baseMomentum", baseMomentum, 0, 1);
  requireBetween("cyclicSchedule", "maxMomentum", maxMomentum, 0, 1);
  const height = heightOf(options);
  return {
    learningRate: (step) => baseLr + (maxLr - baseLr) * height(step),
    momentum: (step) => maxMomentum - (maxMomentum - baseMomentum) * height(step),
  };
}

/** h·k */
function heightOf(options: CyclicScheduleOptions): Schedule {
  const { stepSizeUp = 2000, stepSizeDown = stepSizeUp, mode = "triangular", gamma = 1 } = options;
  requireInteger("cyclicSchedule", "stepSizeUp", stepSizeUp, 1);
  requireInteger("cyclicSchedule", "stepSizeDown", stepSizeDown, 1);
  requireOneOf("cyclicSchedule", "mode", mode, ["triangular", "triangular2", "expRange"]);
  requireBetween("cyclicSchedule", "gamma", gamma, 0, 1);
  const length = stepSizeUp + stepSizeDown;
  return (step) => {
    const [cycle, since] = [Math.floor(step / length), step % length];
    const height = since <= stepSizeUp ? since / stepSizeUp : (length - since) / stepSizeDown;
    if (mode === "triangular") return height;
    return height * (mode === "triangular2" ? 0.5 ** cycle : gamma ** step);
  };
}
