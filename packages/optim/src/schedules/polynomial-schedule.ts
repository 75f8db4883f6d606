import { checkOptions, requireAtLeastZero, requireInteger } from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";

/** Options of {@link polynomialSchedule}. */
export interface PolynomialScheduleOptions {
  /** T: after how many steps it is 0, and stays so. A whole number from 1. Default: 5. */
  readonly totalIters?: number;
  /** The exponent; 1 falls in a straight line. At least 0. Default: 1. */
  readonly power?: number;
}

/**
 * Falls to 0 along a power.
 *
 * value(t) = initial·(1 − min(t, T)/T)^power, at t = 0, 1, … steps
 *
 * @throws {RangeError} If a number is out of range.
 * @see PyTorch, torch.optim.lr_scheduler.PolynomialLR.
 */
export function polynomialSchedule(initial: number, options: PolynomialScheduleOptions = {}): Schedule {
  checkOptions("polynomialSchedule", options, ["totalIters", "power"]);
  const { totalIters = 5, power = 1 } = options;
  requireAtLeastZero("polynomialSchedule", "initial", initial);
  requireInteger("polynomialSchedule", "totalIters", totalIters, 1);
  requireAtLeastZero("polynomialSchedule", "power", power);
  return (step) => initial * (1 - Math.min(step, totalIters) / totalIters) ** power;
}
