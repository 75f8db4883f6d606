import { elementwise } from "../elementwise.ts";
import type { Tensor } from "../tensor.ts";
import { div } from "./arithmetic.ts";

/** x/n = q·(1 − rest) with q = x/nearest, or q itself if it is infinite. */
const corrected = /* @__PURE__ */ elementwise("div", (s, x, nearest, rest) => {
  const quotient = s.div(x, nearest);
  const isBounded = s.lt(s.abs(quotient), Number.POSITIVE_INFINITY);
  return s.select(isBounded, s.sub(quotient, s.mul(quotient, rest)), quotient);
});

/**
 * x/n for a number n that float32 may not represent exactly, such as a count of more than 2²⁴. As an operand of `div`, n would
 * be rounded to float32 first.
 */
export function divideExactly(x: Tensor, n: number): Tensor {
  const nearest = Math.fround(n);
  if (nearest === n || x.dtype === "float64") return div(x, n);
  return corrected(x, nearest, (n - nearest) / n);
}
