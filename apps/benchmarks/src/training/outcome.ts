import type { Evaluation } from "./evaluate.ts";
import type { History } from "./history.ts";

/** What a run took. */
export interface Cost {
  /** Images trained on; one counts again in each epoch. */
  readonly samples: number;
  /** Time of training, without evaluation. */
  readonly seconds: number;
  readonly peakTensorBytes: number;
  readonly peakProcessBytes: number;
}

/** All that a training run came to. */
export interface Outcome {
  readonly history: History;
  readonly cost: Cost;
  readonly train: Evaluation;
  readonly test: Evaluation;
  readonly interrupted: boolean;
}
