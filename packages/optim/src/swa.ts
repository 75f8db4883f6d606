import type { Schedule } from "./schedule.ts";

/**
 * Stochastic weight averaging for `AveragedWeights`: all updates count equally. Typically updated once per epoch, late in
 * training, at a learning rate that stays high.
 *
 * average ← average + (weights − average)/n, at update n = 1, 2, …
 *
 * @returns Schedule of the share of the new weights, from the number of previous updates.
 * @see Izmailov et al.: Averaging weights leads to wider optima and better generalization, 2018. PyTorch,
 * torch.optim.swa_utils.get_swa_multi_avg_fn.
 */
export function swa(): Schedule {
  return (updates) => 1 / (updates + 1);
}
