import { mul, scope, stack, sum, type Tensor, type Unary } from "@cambium/tensor";
import { requireAtLeastZero } from "@cambium/tensor/checks";
import { type IncludeOptions, included, type NamedParameters } from "./weights.ts";

/**
 * strength · Σ of `each` over all elements of the included parameters.
 *
 * @throws {RangeError} If `strength` is out of range, or no parameter is included.
 */
export function penalty(
  name: string,
  params: NamedParameters,
  strength: number,
  { include }: IncludeOptions,
  each: Unary,
): Tensor {
  requireAtLeastZero(name, "strength", strength);
  const weights = included(name, params, include);
  return scope(() => {
    const parts = weights.map((weight) => sum(each(weight)));
    return mul(parts.length === 1 ? parts[0]! : sum(stack(parts)), strength);
  });
}
