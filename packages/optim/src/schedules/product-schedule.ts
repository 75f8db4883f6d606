import { requireSchedules, type Schedule } from "../schedule.ts";

/**
 * Product of schedules. One of them gives the value, the others give factors, starting from 1 for example.
 *
 * value(t) = schedule₁(t)·schedule₂(t)·…
 *
 * @throws {RangeError} If there are no schedules.
 * @throws {TypeError} If one is not a function.
 * @see PyTorch, torch.optim.lr_scheduler.ChainedScheduler.
 * @example
 * productSchedule(exponentialSchedule(0.1, { gamma: 0.999 }), constantSchedule(1, { factor: 0.1, totalIters: 100 }));
 */
export function productSchedule(...schedules: readonly Schedule[]): Schedule {
  if (schedules.length === 0) throw new RangeError("productSchedule: no schedules. Give at least one.");
  requireSchedules("productSchedule", schedules);
  return (step) => schedules.reduce((product, schedule) => product * schedule(step), 1);
}
