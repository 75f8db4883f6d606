import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";
import { powerDecay } from "./anneal.ts";

/** Options of {@link stepSchedule}. */
export interface StepScheduleOptions {
  /** Number of steps between decreases. A positive integer. */
  readonly stepSize: number;
  /** γ: factor of each decrease. At least 0. Default: 0.1. */
  readonly gamma?: number;
}

/**
 * Multiplies the value by a factor at regular intervals.
 *
 * value(t) = initial·γ^⌊t/stepSize⌋, at t = 0, 1, … steps
 *
 * @throws {RangeError} If a number is out of range.
 * @see PyTorch, torch.optim.lr_scheduler.StepLR.
 * @example
 * sgd({ learningRate: stepSchedule(0.1, { stepSize: 30 * stepsPerEpoch }) });
 */
export function stepSchedule(initial: number, options: StepScheduleOptions): Schedule {
  checkOptions("stepSchedule", options, ["stepSize", "gamma"]);
  const { stepSize, gamma = 0.1 } = options;
  requireInteger("stepSchedule", "stepSize", stepSize, 1);
  const decay = powerDecay("stepSchedule", initial, gamma);
  return (step) => decay(Math.floor(step / stepSize));
}
