import { type Binary, elementwise, type Ternary } from "../elementwise.ts";
import type { Operand } from "../elementwise-variants.ts";
import { scope } from "../scope.ts";
import { Tensor } from "../tensor.ts";
import { cast } from "./cast.ts";

const select: Ternary = /* @__PURE__ */ elementwise("where", (s, condition, a, b) =>
  s.select(condition, a, b),
);

/**
 * condition ? a : b, element by element; a condition that is not bool tests for ≠ 0. Shapes broadcast; the types of a
 * and b are promoted, whatever that of the condition.
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
