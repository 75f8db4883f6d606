import { elementwise } from "../elementwise.ts";
import type { Tensor } from "../tensor.ts";
import { div } from "./arithmetic.ts";

/** x/n = q·(1 − rest) with q = x/nearest; q itself where it is infinite. */
const corrected = /* @__PURE__ */ elementwise("div", (s, x, nearest, rest) => {
  const quotient = s.div(x, nearest);
  const isBounded = s.lt(s.abs(quotient), Number.POSITIVE_INFINITY);
  return s.select(isBounded, s.sub(quotient, s.mul(quotient, rest)), quotient);
});

/**
 * x/n for a number n that float32 need not hold, such as a count of more than 2²⁴: as an operand of `div` it would be
 * rounded to float32 first.
 */
export function divideExactly(x: Tensor, n: number): Tensor {
  const nearest = Math.fround(n);
  if (nearest === n || x.dtype === "float64") return div(x, n);
  return corrected(x, nearest, (n - nearest) / n);
}
