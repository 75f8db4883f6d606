import {
  checkOptions,
  requireAboveZero,
  requireAtLeastZero,
  requireBetween,
  requireInteger,
  requireOneOf,
} from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";
import { cosineBetween, lineBetween } from "./anneal.ts";
import type { Cycled } from "./cycled.ts";

/** Options of {@link oneCycleSchedule}. */
export interface OneCycleScheduleOptions {
  /** The largest learning rate. At least 0. */
  readonly maxLr: number;
  /** Number of training steps. A positive integer. */
  readonly totalSteps: number;
  /** Fraction of the steps in which the rate rises, in [0, 1]. Default: 0.3. */
  readonly pctStart?: number;
  /** Shape of the phases: cosines or straight lines. Default: "cos". */
  readonly annealStrategy?: "cos" | "linear";
  /** The momentum at the largest rate, in [0, 1]. Default: 0.85. */
  readonly baseMomentum?: number;
  /** The momentum at the start and the end, in [0, 1]. Default: 0.95. */
  readonly maxMomentum?: number;
  /** The first rate is the largest divided by this. Above 0. Default: 25. */
  readonly divFactor?: number;
  /** The last rate is the first divided by this. Above 0. Default: 10,000. */
  readonly finalDivFactor?: number;
  /** Adds a phase as long as the rise, in which the rate returns to its first value, before it falls to the last. Default: false. */
  readonly threePhase?: boolean;
}

/** End of a phase: the step and the values that it reaches. */
interface Turn {
  readonly end: number;
  readonly rate: number;
  readonly momentum: number;
}

/**
 * One cycle: the learning rate rises to its largest value and falls to nearly 0, and the momentum does the opposite.
 *
 * With first = maxLr/divFactor and last = first/finalDivFactor the rate is first at step 0, maxLr at step
 * pctStart·totalSteps − 1 and last at step totalSteps − 1, where it stays; in three phases it is first again at step
 * 2·pctStart·totalSteps − 2.
 *
 * @throws {RangeError} If an option is out of range.
 * @see Smith, Topin: Super-convergence: Very fast training of neural networks using large learning rates, 2018. PyTorch,
 * torch.optim.lr_scheduler.OneCycleLR.
 * @example
 * const { learningRate, momentum } = oneCycleSchedule({ maxLr: 0.1, totalSteps: epochs * stepsPerEpoch });
 * const optimizer = new Optimizer(parameters(model), sgd({ learningRate, momentum }));
 */
export function oneCycleSchedule(options: OneCycleScheduleOptions): Cycled {
  checkOptions("oneCycleSchedule", options, [
    "maxLr",
    "totalSteps",
    "pctStart",
    "annealStrategy",
    "baseMomentum",
    "maxMomentum",
    "divFactor",
    "finalDivFactor",
    "threePhase",
  ]);
  const { annealStrategy = "cos" } = options;
  requireOneOf("oneCycleSchedule", "annealStrategy", annealStrategy, ["cos", "linear"]);
  const turns = turnsOf(options);
  const between = annealStrategy === "cos" ? cosineBetween : lineBetween;
  const along =
    (part: "rate" | "momentum"): Schedule =>
    (step) => {
      const next = Math.max(
        1,
        turns.findIndex(({ end }) => step <= end),
      );
      const [from, to] = step > turns.at(-1)!.end ? turns.slice(-2) : turns.slice(next - 1, next + 1);
      const length = to!.end - from!.end;
      const progress = length > 0 ? Math.min(1, (step - from!.end) / length) : 1;
      return between(from![part], to![part], progress);
    };
  return { learningRate: along("rate"), momentum: along("momentum") };
}

/** The start of the schedule, and the end of each phase. */
function turnsOf(options: OneCycleScheduleOptions): readonly Turn[] {
  const { maxLr, totalSteps, pctStart = 0.3, threePhase = false } = options;
  const { baseMomentum = 0.85, maxMomentum = 0.95, divFactor = 25, finalDivFactor = 1e4 } = options;
  requireAtLeastZero("oneCycleSchedule", "maxLr", maxLr);
  requireInteger("oneCycleSchedule", "totalSteps", totalSteps, 1);
  for (const [option, value] of Object.entries({ pctStart, baseMomentum, maxMomentum }))
    requireBetween("oneCycleSchedule", option, value, 0, 1);
  requireAboveZero("oneCycleSchedule", "divFactor", divFactor);
  requireAboveZero("oneCycleSchedule", "finalDivFactor", finalDivFactor);
  const first = maxLr / divFactor;
  const peak = pctStart * totalSteps - 1;
  return [
    { end: 0, rate: first, momentum: maxMomentum },
    { end: peak, rate: maxLr, momentum: baseMomentum },
    ...(threePhase ? [{ end: 2 * peak, rate: first, momentum: maxMomentum }] : []),
    { end: totalSteps - 1, rate: first / finalDivFactor, momentum: maxMomentum },
  ];
}
