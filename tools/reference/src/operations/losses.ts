import { crossEntropy, mse } from "@cambium/losses";
import { type Operations, operation } from "../operation.ts";

/** The losses. */
export const lossOperations: Operations = {
  cross_entropy: operation(
    ["input", "target", "weight?"],
    ["ignore_index", "label_smoothing", "reduction"],
    ({ input, target, weight }, { ignore_index, label_smoothing, reduction }) =>
      crossEntropy(input, target, {
        ...(weight && { weight }),
        ignoreIndex: ignore_index,
        labelSmoothing: label_smoothing,
        reduction,
      }),
  ),
  mse_loss: operation(["input", "target"], ["reduction"], ({ input, target }, { reduction }) =>
    mse(input, target, { reduction }),
  ),
};
