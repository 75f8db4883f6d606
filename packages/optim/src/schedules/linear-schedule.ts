import { checkOptions, requireAtLeastZero, requireInteger } from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";
import { lineBetween } from "./anneal.ts";

/** Options of {@link linearSchedule}. */
export interface LinearScheduleOptions {
  /** Factor at the start. At least 0. Default: 1/3. */
  readonly startFactor?: number;
  /** Factor at the end. At least 0. Default: 1. */
  readonly endFactor?: number;
  /** T: number of steps to the end, where it stays. A positive integer. Default: 5. */
  readonly totalIters?: number;
}

/**
 * Multiplies a value by a factor that changes linearly, for a warm-up for example.
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
