import { checkOptions, requireAtLeastZero, requireInteger } from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";
import { lineBetween } from "./anneal.ts";

/** Options of {@link linearSchedule}. */
export interface LinearScheduleOptions {
  /** The share of the value that it starts from. At least 0. Default: 1/3. */
  readonly startFactor?: number;
  /** The share that it ends at. At least 0. Default: 1. */
  readonly endFactor?: number;
  /** T: after how many steps it is there, and stays. A whole number from 1. Default: 5. */
  readonly totalIters?: number;
}

/**
 * Goes from one share of a value to another in a straight line, as for a warm-up.
 *
 * value(t) = base·(startFactor + (endFactor − startFactor)·min(t, T)/T), at t = 0, 1, … steps
 *
 * @throws {RangeError} If a number is out of range.
 * @see PyTorch, torch.optim.lr_scheduler.LinearLR.
 */
export function linearSchedule(base: number, options: LinearScheduleOptions = {}): Schedule {
  checkOptions("linearSchedule", options, ["startFactor", "endFactor", "totalIters"]);
  const { startFactor = 1 / 3, endFactor = 1, totalIters = 5 } = options;
  requireAtLeastZero("linearSchedule", "base", base);
  requireAtLeastZero("linearSchedule", "startFactor", startFactor);
  requireAtLeastZero("linearSchedule", "endFactor", endFactor);
  requireInteger("linearSchedule", "totalIters", totalIters, 1);
  return (step) => base * lineBetween(startFactor, endFactor, Math.min(step, totalIters) / totalIters);
}
