import { checkOptions, requireFinite, requireInteger } from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";
import { lineBetween } from "./anneal.ts";

/** Options of {@link rampSchedule}. */
export interface RampScheduleOptions {
  /** Value at the start. */
  readonly from: number;
  /** Value at the end. */
  readonly to: number;
  /** T: number of steps to the end, where it stays. A positive integer. */
  readonly steps: number;
}

/**
 * Changes linearly from one value to another, such as a momentum that rises while the velocity finds its direction.
 *
 * value(t) = from + (to − from)·min(t, T)/T, at t = 0, 1, … steps
 *
 * @throws {RangeError} If a number is not finite, or `steps` is not a positive integer.
 * @see Sutskever, Martens, Dahl, Hinton: On the importance of initialization and momentum in deep learning, 2013.
 * @example
 * sgd({ learningRate: 0.01, momentum: rampSchedule({ from: 0.5, to: 0.99, steps: 10 * stepsPerEpoch }) });
 */
export function rampSchedule(options: RampScheduleOptions): Schedule {
  checkOptions("rampSchedule", options, ["from", "to", "steps"]);
  const { from, to, steps } = options;
  requireFinite("rampSchedule", "from", from);
  requireFinite("rampSchedule", "to", to);
  requireInteger("rampSchedule", "steps", steps, 1);
  return (step) => (step < steps ? lineBetween(from, to, step / steps) : to);
}
