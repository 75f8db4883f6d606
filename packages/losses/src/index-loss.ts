import { div, ne, sum, type Tensor, where } from "@cambium/tensor";
import { requireInteger } from "@cambium/tensor/checks";
import { pickWeight } from "./class-weights.ts";
import { type LossOptions, reduce } from "./reduction.ts";
import { weigh } from "./weigh.ts";

/** Options of losses against class indices. */
export interface IndexLossOptions extends LossOptions {
  /** Weight of each class, shape [classes]. Default: 1 each. */
  readonly weight?: Tensor;
  /** Class index of samples to ignore; any integer. Default: none. */
  readonly ignoreIndex?: number;
}

/** Names of {@link IndexLossOptions}. */
export const indexLossNames = ["reduction", "weight", "ignoreIndex"] as const;

/**
 * Loss against class indices. Each sample is weighted by its class, and samples with the ignored index are left out. The
 * mean divides by the sum of the weights used.
 *
 * @param input [N, C, …].
 * @param target [N, …], int32.
 * @param unweighted Computes the loss at each class index. All of them exist unless the target is wrong.
 * @param extra Completes each weighted loss.
 */
export function indexLoss(
  loss: string,
  input: Tensor,
  target: Tensor,
  { weight, ignoreIndex, reduction = "mean" }: IndexLossOptions,
  unweighted: (classes: Tensor) => Tensor,
  extra: (weighted: Tensor) => Tensor = (weighted) => weighted,
): Tensor {
  if (ignoreIndex !== undefined) requireInteger(loss, "ignoreIndex", ignoreIndex);
  const kept = ignoreIndex === undefined ? undefined : ne(target, ignoreIndex);
  const onlyKept = (x: Tensor): Tensor => (kept ? where(kept, x, 0) : x);
  const classes = onlyKept(target);
  const losses = unweighted(classes);
  const weights = weight && onlyKept(pickWeight(loss, weight, input, classes));
  const each = onlyKept(extra(weights ? weigh(weights, losses) : losses));
  const shares = weights ?? kept;
  if (shares && reduction === "mean") return div(sum(each), sum(shares));
  return reduce(loss, each, reduction);
}
