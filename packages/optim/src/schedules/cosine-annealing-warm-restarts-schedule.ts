import { checkOptions, requireInteger } from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";
import { cosineDecay } from "./anneal.ts";

/** Options of {@link cosineAnnealingWarmRestartsSchedule}. */
export interface CosineAnnealingWarmRestartsScheduleOptions {
  /** T₀: number of steps to the first restart. A positive integer. */
  readonly t0: number;
  /** Factor by which each round is longer than the previous one. A positive integer. Default: 1. */
  readonly tMult?: number;
  /** Value that each round approaches at its end. At least 0. Default: 0. */
  readonly etaMin?: number;
}

/**
 * Decreases along half a cosine and restarts, repeatedly.
 *
 * value(t) = etaMin + (initial − etaMin)·(1 + cos(π·u/T))/2, u steps after the last restart, in a round of T steps: T₀
 * in the first, tMult times as many in each that follows
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

/** Fraction of the current round that is over. */
function progressOfRound(step: number, t0: number, tMult: number): number {
  if (tMult === 1) return (step % t0) / t0;
  let [since, length] = [step, t0];
  while (since >= length) [since, length] = [since - length, length * tMult];
  return since / length;
}
