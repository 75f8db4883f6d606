import { checkOptions, finite, requireInteger } from "@cambium/tensor/checks";
import { type Schedule, scheduled } from "../schedule.ts";

/** Options of {@link warmupSchedule}. */
export interface WarmupScheduleOptions {
  /** T: how many steps are smaller. A whole number from 1. */
  readonly steps: number;
}

/**
 * Starts small, grows in a straight line, and then is what it would have been.
 *
 * value(t) = schedule(t)·min(1, (t + 1)/(T + 1)), at t = 0, 1, … steps
 *
 * The first step is not lost: it is one of T + 1 equal parts, not 0.
 *
 * @param schedule A number, or a schedule, whose steps count from the start of the warm-up.
 * @throws {RangeError} If `steps` is no whole number from 1.
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
