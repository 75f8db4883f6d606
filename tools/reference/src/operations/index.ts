import type { Operations } from "../operation.ts";
import { activationOperations } from "./activations.ts";
import { convolutionOperations } from "./convolutions.ts";
import { initializerOperations } from "./initializers.ts";
import { lossOperations } from "./losses.ts";
import { normalizationOperations } from "./normalization.ts";
import { optimizerOperations } from "./optimizers.ts";
import { poolingOperations } from "./pooling.ts";
import { regularizationOperations } from "./regularization.ts";
import { scheduleOperations } from "./schedules.ts";
import { sequenceOperations } from "./sequences.ts";
import { tensorOperations } from "./tensor.ts";
import { trainingOperations } from "./training.ts";

/** Every op that cases may name. */
export const operations: Operations = {
  ...tensorOperations,
  ...activationOperations,
  ...convolutionOperations,
  ...poolingOperations,
  ...normalizationOperations,
  ...sequenceOperations,
  ...lossOperations,
  ...regularizationOperations,
  ...optimizerOperations,
  ...scheduleOperations,
  ...initializerOperations,
  ...trainingOperations,
};
