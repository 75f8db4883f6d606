import { checkOptions, requireAtLeastZero, requireInteger } from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";

/** Options of {@link constantSchedule}. */
export interface ConstantScheduleOptions {
  /** Factor for the first steps. At least 0. Default: 1/3. */
  readonly factor?: number;
  /** T: number of steps with the factor. A positive integer. Default: 5. */
  readonly totalIters?: number;
}

/**
 * Multiplies a value by a factor for some steps.
 *
 * value(t) = base·factor where t < T, base elsewhere, at t = 0, 1, … steps
 *
 * @throws {RangeError} If a number is out of range.
 * @see PyTorch, torch.optim.lr_scheduler.ConstantLR.
 */
export function constantSchedule(base: number, options: ConstantScheduleOptions = {}): Schedule {
  checkOptions("constantSchedule", options, ["factor", "totalIters"]);
  const { factor = 1 / 3, totalIters = 5 } = options;
  requireAtLeastZero("constantSchedule", "base", base);
  requireAtLeastZero("constantSchedule", "factor", factor);
  requireInteger("constantSchedule", "totalIters", totalIters, 1);
  return (step) => (step < totalIters ? base * factor : base);
}
