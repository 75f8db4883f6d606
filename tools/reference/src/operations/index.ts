import type { Operations } from "../operation.ts";
import { activationOperations } from "./activations.ts";
import { convolutionOperations } from "./convolutions.ts";
import { initialiserOperations } from "./initialisers.ts";
import { lossOperations } from "./losses.ts";
import { normalisationOperations } from "./normalisation.ts";
import { optimizerOperations } from "./optimizers.ts";
import { poolingOperations } from "./pooling.ts";
import { regularisationOperations } from "./regularisation.ts";
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
  ...normalisationOperations,
  ...sequenceOperations,
  ...lossOperations,
  ...regularisationOperations,
  ...optimizerOperations,
  ...scheduleOperations,
  ...initialiserOperations,
  ...trainingOperations,
};
