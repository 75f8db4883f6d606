import { checkOptions, finite, requireInteger } from "@cambium/tensor/checks";
import { type Schedule, scheduled } from "../schedule.ts";

/** Options of {@link warmupSchedule}. */
export interface WarmupScheduleOptions {
  /** T: number of warm-up steps. A positive integer. */
  readonly steps: number;
}

/**
 * Linear warm-up of a value or a schedule.
 *
 * value(t) = schedule(t)·min(1, (t + 1)/(T + 1)), at t = 0, 1, … steps
 *
 * The first value is 1/(T + 1) of the schedule's, not 0, so that the first step is not lost.
 *
 * @param schedule A finite number, or a schedule, whose steps count from the start of the warm-up.
 * @throws {RangeError} If `steps` is not a positive integer.
 * @throws {TypeError} If the schedule is neither a number nor a function.
 * @see Goyal et al.: Accurate, large minibatch SGD: Training ImageNet in 1 hour, 2017, section 2.2.
 * @example
 * adam({ learningRate: warmupSchedule(cosineAnnealingSchedule(1e-3, { tMax: 10_000 }), { steps: 500 }) });
 */
export function warmupSchedule(schedule: number | Schedule, options: WarmupScheduleOptions): Schedule {
  checkOptions("warmupSchedule", options, ["steps"]);
  const { steps } = options;
  requireInteger("warmupSchedule", "steps", steps, 1);
  const full = scheduled("warmupSchedule", "schedule", schedule, finite);
  return (step) => full(step) * Math.min(1, (step + 1) / (steps + 1));
}
