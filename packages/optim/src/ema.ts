import { checkOptions, requireDecayRate } from "@cambium/tensor/checks";
import type { Schedule } from "./schedule.ts";

/** Options of {@link ema}. */
export interface EmaOptions {
  /** β: decay rate of the average from one update to the next, in [0, 1). Default: 0.999. */
  readonly decay?: number;
}

/**
 * Exponential moving average for `AveragedWeights`, in which recent weights count most.
 *
 * average ← β·average + (1 − β)·weights, and the weights themselves at the first update
 *
 * @returns Schedule of the share of the new weights, from the number of previous updates.
 * @throws {RangeError} If the decay is not in [0, 1).
 * @see Polyak, Juditsky: Acceleration of stochastic approximation by averaging, 1992. PyTorch,
 * torch.optim.swa_utils.get_ema_multi_avg_fn.
 */
export function ema(options: EmaOptions = {}): Schedule {
  checkOptions("ema", options, ["decay"]);
  const { decay = 0.999 } = options;
  requireDecayRate("ema", "decay", decay);
  return (updates) => (updates === 0 ? 1 : 1 - decay);
}
