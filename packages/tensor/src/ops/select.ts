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
 * **NaN gradients from the unused branch.** `where` computes both branches, and the gradient of the unused branch is 0
 * times its derivative. If that derivative is infinite or NaN, the product is NaN: `where(gt(x, 0), sqrt(x), 0)` has
 * the gradient 0·∞ = NaN at x = 0 and NaN below, as in PyTorch and JAX. Guard the argument of the unused branch as in
 * the example, or write the formula as one `elementwise` op with `s.select`, which does not multiply the gradient of
 * the unused branch.
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
 * Clamps x to [low, high]. The gradient passes to x inside of the interval, bounds included, and otherwise to the bound
 * if it is a tensor.
 *
 * @param low Lower bound; −Infinity for none.
 * @param high Upper bound; Infinity for none. If low > high, the result is high.
 */
export function clip(x: Tensor, low: Operand, high: Operand): Tensor {
  if (low === Number.NEGATIVE_INFINITY) return atMost(x, high === Number.POSITIVE_INFINITY ? x : high);
  return high === Number.POSITIVE_INFINITY ? atLeast(x, low) : between(x, low, high);
}
