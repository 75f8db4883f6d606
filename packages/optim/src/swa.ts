import type { Schedule } from "./schedule.ts";

/**
 * Stochastic weight averaging, for `AveragedWeights`: all updates count alike. Usually one an epoch, late in training, at
 * a learning rate that stays high.
 *
 * average ← average + (weights − average)/n, at update n = 1, 2, …
 *
 * @returns The share of the new weights in the average, by the number of updates before.
 * @see Izmailov et al.: Averaging weights leads to wider optima and better generalization, 2018. PyTorch,
 * torch.optim.swa_utils.get_swa_multi_avg_fn.
 */
export function swa(): Schedule {
  return (updates) => 1 / (updates + 1);
}
