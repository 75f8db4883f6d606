import { checkOptions } from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";
import { powerDecay } from "./anneal.ts";
import { requireMilestones } from "./milestones.ts";

/** Options of {@link multiStepSchedule}. */
export interface MultiStepScheduleOptions {
  /** Steps at which the value is multiplied by γ, in order; a step that is listed twice counts twice. */
  readonly milestones: readonly number[];
  /** γ: factor at each milestone. At least 0. Default: 0.1. */
  readonly gamma?: number;
}

/**
 * Multiplies the value by a factor at given steps.
 *
 * value(t) = initial·γ^k, at t = 0, 1, … steps, where k milestones are at most t
 *
 * @throws {RangeError} If a number is out of range, or the milestones are not in order.
 * @see PyTorch, torch.optim.lr_scheduler.MultiStepLR.
 */
export function multiStepSchedule(initial: number, options: MultiStepScheduleOptions): Schedule {
  checkOptions("multiStepSchedule", options, ["milestones", "gamma"]);
  const { milestones, gamma = 0.1 } = options;
  requireMilestones("multiStepSchedule", milestones);
  const decay = powerDecay("multiStepSchedule", initial, gamma);
  return (step) => decay(milestones.filter((milestone) => milestone <= step).length);
}
