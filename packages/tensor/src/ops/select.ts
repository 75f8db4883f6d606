import { type Binary, elementwise, type Ternary } from "../elementwise.ts";
import type { Operand } from "../elementwise-variants.ts";
import { scope } from "../scope.ts";
import { Tensor } from "../tensor.ts";
import { cast } from "./cast.ts";

const select: Ternary = /* @__PURE__ */ elementwise("where", (s, condition, a, b) =>
  s.select(condition, a, b),
);

/**
 * condition ? a : b, element by element. A condition that is not bool is true where it is not 0. Shapes broadcast; the result has
 * the promoted type of a and b, which the type of the condition does not affect.
 *
 * **NaN from the branch that is not taken.** `where` computes both branches, and the gradient of the unused one is 0 times its derivative.
 * If that derivative is infinite or NaN, so is the product: `where(gt(x, 0), sqrt(x), 0)` has the gradient 0·∞ = NaN at x = 0, and
 * NaN below, as in PyTorch and JAX. Make the argument of the unused branch harmless as well, or write the formula as one `elementwise` op with
 * `s.select`, which never multiplies the gradient of the unused branch.
 *
 * @example
 * const positive = gt(x, 0);
 * const root = where(positive, sqrt(where(positive, x, 1)), 0); // gradient 0 where x ≤ 0
 */
export const where: Ternary = (condition, a, b) =>
  scope(() => select(condition instanceof Tensor ? cast(condition, "bool") : condition, a, b));

const atLeast: Binary = /* @__PURE__ */ elementwise("clip", (s, x, low) => s.select(s.lt(x, low), low, x));

const atMost: Binary = /* @__PURE__ */ elementwise("clip", (s, x, high) => s.select(s.gt(x, high), high, x));

const between: Ternary = /* @__PURE__ */ elementwise("clip", (s, x, low, high) => {
  const raised = s.select(s.lt(x, low), low, x);
  return s.select(s.gt(raised, high), high, raised);
});

/**
 * x limited to [low, high]. The gradient passes where x lies inside, the bounds included; elsewhere it goes to the
 * bound, if that is a tensor.
 *
 * @param low Lower bound; −Infinity leaves it open.
 * @param high Upper bound; Infinity leaves it open. It wins if the bounds are in the wrong order.
 */
export function clip(x: Tensor, low: Operand, high: Operand): Tensor {
  if (low === Number.NEGATIVE_INFINITY) return atMost(x, high === Number.POSITIVE_INFINITY ? x : high);
  return high === Number.POSITIVE_INFINITY ? atLeast(x, low) : between(x, low, high);
}
