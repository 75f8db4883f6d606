import { checkOptions } from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";
import { powerDecay } from "./anneal.ts";

/** Options of {@link exponentialSchedule}. */
export interface ExponentialScheduleOptions {
  /** γ: factor of each step. At least 0. */
  readonly gamma: number;
}

/**
 * Multiplies the value by a factor at each step.
 *
 * value(t) = initial·γᵗ, at t = 0, 1, … steps
 *
 * @throws {RangeError} If a number is out of range.
 * @see PyTorch, torch.optim.lr_scheduler.ExponentialLR.
 */
export function exponentialSchedule(initial: number, options: ExponentialScheduleOptions): Schedule {
  checkOptions("exponentialSchedule", options, ["gamma"]);
  const { gamma } = options;
  return powerDecay("exponentialSchedule", initial, gamma);
}
