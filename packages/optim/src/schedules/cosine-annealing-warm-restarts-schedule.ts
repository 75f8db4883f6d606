import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";
import { cosineDecay } from "./anneal.ts";

/** Options of {@link cosineAnnealingWarmRestartsSchedule}. */
export interface CosineAnnealingWarmRestartsScheduleOptions {
  /** T₀: after how many steps it starts again for the first time. A whole number from 1. */
  readonly t0: number;
  /** How much longer each round is than the one before. A whole number from 1. Default: 1. */
  readonly tMult?: number;
  /** What each round ends near. At least 0. Default: 0. */
  readonly etaMin?: number;
}

/**
 * Falls along half a cosine, again and again.
 *
 * value(t) = etaMin + (initial − etaMin)·(1 + cos(π·u/T))/2, u steps after the last start, in a round of T steps: T₀ at
 * first, tMult times as many in each that follows
 *
 * @throws {RangeError} If a number is out of range.
 * @see Loshchilov, Hutter: SGDR: Stochastic gradient descent with warm restarts, 2017. PyTorch,
 * torch.optim.lr_scheduler.CosineAnnealingWarmRestarts.
 */
export function cosineAnnealingWarmRestartsSchedule(
  initial: number,
  options: CosineAnnealingWarmRestartsScheduleOptions,
): Schedule {
  checkOptions("cosineAnnealingWarmRestartsSchedule", options, ["t0", "tMult", "etaMin"]);
  const { t0, tMult = 1, etaMin = 0 } = options;
  const decay = cosineDecay("cosineAnnealingWarmRestartsSchedule", initial, etaMin);
  requireInteger("cosineAnnealingWarmRestartsSchedule", "t0", t0, 1);
  requireInteger("cosineAnnealingWarmRestartsSchedule", "tMult", tMult, 1);
  return (step) => decay(progressOfRound(step, t0, tMult));
}

/** Which share of its round is over. */
function progressOfRound(step: number, t0: number, tMult: number): number {
  if (tMult === 1) return (step % t0) / t0;
  let [since, length] = [step, t0];
  while (since >= length) [since, length] = [since - length, length * tMult];
  return since / length;
}
