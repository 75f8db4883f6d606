import type { Schedule } from "../schedule.ts";

/** A learning rate, and a momentum that is low while it is high. */
export interface Cycled {
  /** For `learningRate` of a rule. */
  readonly learningRate: Schedule;
  /** For `momentum` of sgd and rmsprop, or β₁ of a rule like adam. */
  readonly momentum: Schedule;
}
