import { norm, scope, stack, type Tensor } from "@cambium/tensor";
import { checkOptions, requireAboveZero } from "@cambium/tensor/checks";
import type { Tensors } from "./rule.ts";

/** Options of {@link globalNorm} and `clipByGlobalNorm`. */
export interface NormOptions {
  /** p of the p-norm: above 0, or Infinity for the largest absolute value. Default: 2. */
  readonly order?: number;
}

/**
 * Norm of several tensors, taken as one vector.
 *
 * ‖x‖ = (Σ |xᵢ|ᵖ)^(1/p) over the elements of all tensors, without overflow or underflow on the way
 *
 * @param tensors Gradients or parameters by name, for example: floats of one type.
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
    const norms = parts.map((x) => norm(x, undefined, { order }));
    return norm(stack(norms), undefined, { order });
  });
}
