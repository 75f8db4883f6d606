import { BatchNorm1d, BatchNorm2d } from "@cambium/layers";
import { inference, training } from "@cambium/module";
import { alias } from "@cambium/tensor";
import { type Operations, operation } from "../operation.ts";
import { unused, withWeights } from "./weights.ts";

const batchNorm = operation(
  ["x", "weight?", "bias?", "running_mean?", "running_var?"],
  ["training", "momentum", "eps"],
  ({ x, weight, bias, running_mean: runningMean, running_var: runningVar }, attributes) => {
    const { training: isTraining, momentum, eps } = attributes;
    const trackRunningStats = runningMean !== undefined;
    const options = { momentum, eps, affine: weight !== undefined, trackRunningStats, dtype: x.dtype };
    const layer = new (x.rank === 4 ? BatchNorm2d : BatchNorm1d)(x.shape[1]!, options);
    withWeights(layer, { weight, bias, runningMean, runningVar });
    const y = layer.forward(x, isTraining ? training(unused) : inference);
    if (!trackRunningStats) return y;
    return { y, running_mean: alias(layer.runningMean!.value), running_var: alias(layer.runningVar!.value) };
  },
);

/** Normalising layers. */
export const normalisationOperations: Operations = { batch_norm: batchNorm };
