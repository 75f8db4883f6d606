import { abs, max, pow, scope, sqrt, square, stack, sum, type Tensor } from "@cambium/tensor";
import { checkOptions, requireAboveZero } from "@cambium/tensor/checks";
import type { Tensors } from "./rule.ts";

/** Which norm. */
export interface NormOptions {
  /** p of the p-norm: above 0, or Infinity for the largest absolute value. Default: 2. */
  readonly order?: number;
}

/**
 * The norm of several tensors as one vector.
 *
 * ‖x‖ = (Σ |xᵢ|ᵖ)^(1/p) over the elements of all of them
 *
 * @param tensors Gradients or parameters by name, for example; floats of one type. None: an error.
 * @returns Scalar, shape [].
 * @throws {RangeError} If there are no tensors, or `order` is not above 0.
 */
export function globalNorm(tensors: Tensors, options: NormOptions = {}): Tensor {
  checkOptions("globalNorm", options, ["order"]);
  const { order = 2 } = options;
  requireAboveZero("globalNorm", "order", order);
  const parts = Object.values(tensors);
  if (parts.length === 0) throw new RangeError("globalNorm: no tensors. Give at least one.");
  return scope(() => {
    if (order === Infinity) return max(stack(parts.map((x) => max(abs(x)))));
    if (order === 2) return sqrt(sum(stack(parts.map((x) => sum(square(x))))));
    return pow(sum(stack(parts.map((x) => sum(pow(abs(x), order))))), 1 / order);
  });
}
