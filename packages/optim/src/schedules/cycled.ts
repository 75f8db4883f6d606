import type { Schedule } from "../schedule.ts";

/** Learning rate and momentum, which is low while the learning rate is high. */
export interface Cycled {
  /** Learning rate, for the option `learningRate` of a rule. */
  readonly learningRate: Schedule;
  /** Momentum, for the option `momentum` of sgd and rmsprop, or for β₁ of a rule like adam. */
  readonly momentum: Schedule;
}
