import { checkOptions, requireAtLeastZero } from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";

/** Options of {@link inverseTimeSchedule}. */
export interface InverseTimeScheduleOptions {
  /** κ: speed of the decrease; after 1/κ steps half of the initial value is left. At least 0. */
  readonly decay: number;
}

/**
 * Decreases like 1/t.
 *
 * value(t) = initial/(1 + κ·t), at t = 0, 1, … steps
 *
 * @throws {RangeError} If a number is out of range.
 * @see Bottou: Stochastic gradient descent tricks, 2012.
 */
export function inverseTimeSchedule(initial: number, options: InverseTimeScheduleOptions): Schedule {
  checkOptions("inverseTimeSchedule", options, ["decay"]);
  const { decay } = options;
  requireAtLeastZero("inverseTimeSchedule", "initial", initial);
  requireAtLeastZero("inverseTimeSchedule", "decay", decay);
  return (step) => initial / (1 + decay * step);
}
