import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";
import { cosineDecay } from "./anneal.ts";

/** Options of {@link cosineAnnealingSchedule}. */
export interface CosineAnnealingScheduleOptions {
  /** T: number of steps to the lowest value. A positive integer. */
  readonly tMax: number;
  /** The lowest value. At least 0. Default: 0. */
  readonly etaMin?: number;
}

/**
 * Decreases along half a cosine.
 *
 * value(t) = etaMin + (initial − etaMin)·(1 + cos(π·t/T))/2, at t = 0, 1, … steps
 *
 * Beyond T it continues along the cosine and rises again: end training there, or append another schedule.
 *
 * @throws {RangeError} If a number is out of range.
 * @see Loshchilov, Hutter: SGDR: Stochastic gradient descent with warm restarts, 2017. PyTorch,
 * torch.optim.lr_scheduler.CosineAnnealingLR.
 * @example
 * adam({ learningRate: cosineAnnealingSchedule(1e-3, { tMax: epochs * stepsPerEpoch }) });
 */
export function cosineAnnealingSchedule(initial: number, options: CosineAnnealingScheduleOptions): Schedule {
  checkOptions("cosineAnnealingSchedule", options, ["tMax", "etaMin"]);
  const { tMax, etaMin = 0 } = options;
  const decay = cosineDecay("cosineAnnealingSchedule", initial, etaMin);
  requireInteger("cosineAnnealingSchedule", "tMax", tMax, 1);
  return (step) => decay(step / tMax);
}
