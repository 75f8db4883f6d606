import { mean, sum, type Tensor } from "@cambium/tensor";

/** Reduction of the losses of single elements: their mean, their sum, or none. */
export type Reduction = "mean" | "sum" | "none";

/** Options of every loss. */
export interface LossOptions {
  /** Reduction of the single losses. Default: mean, which is NaN for an empty batch. */
  readonly reduction?: Reduction;
}

/**
 * Reduces the losses of single elements to the result.
 *
 * @throws {RangeError} If the reduction is unknown.
 */
export function reduce(loss: string, each: Tensor, reduction: Reduction = "mean"): Tensor {
  if (reduction === "mean") return mean(each);
  if (reduction === "sum") return sum(each);
  if (reduction === "none") return each;
  throw new RangeError(
    `${loss}: unknown reduction ${JSON.stringify(reduction)}. Use "mean", "sum" or "none".`,
  );
}
