import type { CaseOperation } from "@cambium/testing";
import { crossEntropy, mse } from "../../src/index.ts";

/** Cambium's function for each `op` of the cases. */
export const operations: Readonly<Record<string, CaseOperation>> = {
  cross_entropy: ({ input, target, weight }, { ignore_index, label_smoothing, reduction }) =>
    crossEntropy(input!, target!, {
      ...(weight && { weight }),
      ignoreIndex: ignore_index,
      labelSmoothing: label_smoothing,
      reduction,
    }),
  mse_loss: ({ input, target }, { reduction }) => mse(input!, target!, { reduction }),
};
