import { mean, sum, type Tensor } from "@cambium/tensor";

/** How the losses of single elements become one number: their mean, their sum, or not at all. */
export type Reduction = "mean" | "sum" | "none";

/** The option that every loss takes. */
export interface LossOptions {
  /** Default: mean; that of an empty batch is NaN. */
  readonly reduction?: Reduction;
}

/**
 * Reduces the losses of single elements.
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
