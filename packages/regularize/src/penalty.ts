import { inWords, mul, scope, stack, sum, type Tensor, type Unary } from "@cambium/tensor";
import { type IncludeOptions, included, type NamedParameters } from "./weights.ts";

/**
 * strength · Σ of `each` over all elements of the parameters that count.
 *
 * @throws {RangeError} If `strength` is out of range, or no parameter counts.
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

/**
 * Checks an option that may be any number from 0.
 *
 * @throws {RangeError} If it is negative or not finite.
 */
export function requireAtLeastZero(caller: string, option: string, value: number): void {
  if (value >= 0 && value < Infinity) return;
  throw new RangeError(
    `${caller}: ${option} must be finite and at least 0: got ${inWords(value)}. Give it another value.`,
  );
}
