import type { Evaluation } from "./evaluate.ts";
import type { History } from "./history.ts";

/** Time and memory of a run. */
export interface Cost {
  /** Number of images in all training steps. */
  readonly samples: number;
  /** Training time, without evaluation. */
  readonly seconds: number;
  readonly peakTensorBytes: number;
  readonly peakProcessBytes: number;
}

/** Results of a training run. */
export interface Outcome {
  readonly history: History;
  readonly cost: Cost;
  readonly train: Evaluation;
  readonly test: Evaluation;
  readonly interrupted: boolean;
}
