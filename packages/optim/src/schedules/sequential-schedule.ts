import { checkOptions } from "@cambium/tensor/checks";
import { requireSchedules, type Schedule } from "../schedule.ts";
import { requireMilestones } from "./milestones.ts";

/** Options of {@link sequentialSchedule}. */
export interface SequentialScheduleOptions {
  /** Steps at which each schedule but the first takes over, in order. */
  readonly milestones: readonly number[];
}

/**
 * Runs schedules one after another; each counts its steps from the point where it takes over.
 *
 * value(t) = scheduleₖ(t − milestoneₖ), where k schedules have taken over by step t
 *
 * @throws {RangeError} If the number of milestones is not one less than the number of schedules, or they are not in order.
 * @throws {TypeError} If a schedule is not a function.
 * @see PyTorch, torch.optim.lr_scheduler.SequentialLR.
 * @example
 * const warm = linearSchedule(0.1, { startFactor: 0.01, totalIters: 500 });
 * const cool = cosineAnnealingSchedule(0.1, { tMax: 9500 });
 * sgd({ learningRate: sequentialSchedule([warm, cool], { milestones: [500] }) });
 */
export function sequentialSchedule(
  schedules: readonly Schedule[],
  options: SequentialScheduleOptions,
): Schedule {
  checkOptions("sequentialSchedule", options, ["milestones"]);
  const { milestones } = options;
  requireMilestones("sequentialSchedule", milestones);
  requireSchedules("sequentialSchedule", schedules);
  if (schedules.length !== milestones.length + 1) {
    throw new RangeError(
      `sequentialSchedule: ${schedules.length} schedules need ${Math.max(0, schedules.length - 1)} milestones: got ` +
        `${milestones.length}. Give one for each schedule but the first.`,
    );
  }
  return (step) => {
    const last = milestones.findLastIndex((milestone) => milestone <= step);
    return schedules[last + 1]!(step - (milestones[last] ?? 0));
  };
}
