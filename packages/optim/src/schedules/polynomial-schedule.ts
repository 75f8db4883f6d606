import { checkOptions, requireAtLeastZero, requireInteger } from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";

/** Options of {@link polynomialSchedule}. */
export interface PolynomialScheduleOptions {
  /** T: number of steps to 0, where it stays. A positive integer. Default: 5. */
  readonly totalIters?: number;
  /** Exponent; 1 gives a linear decrease. At least 0. Default: 1. */
  readonly power?: number;
}

/**
 * Decreases to 0 along a polynomial.
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
