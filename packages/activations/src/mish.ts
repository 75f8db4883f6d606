import { elementwise, type Unary } from "@cambium/tensor";

/**
 * Smooth rectifier that dips below 0 before it vanishes.
 *
 * mish(x) = x·tanh(log(1 + eˣ))
 *
 * @see Misra: Mish: a self regularized non-monotonic activation function (2019).
 */
export const mish: Unary = /* @__PURE__ */ elementwise("mish", (s, x) => {
  // tanh(log(1 + e)) = n/(n + 2) with e = eˣ and n = e·(e + 2): one exponential, and nothing cancels. From 20 on it is 1.
  const e = s.exp(s.min(x, 20));
  const n = s.mul(e, s.add(e, 2));
  const divisor = s.add(n, 2);
  const slope = s.mul(s.div(4, divisor), s.div(s.mul(e, s.add(e, 1)), divisor));
  return s.mul(x, s.derived(s.div(n, divisor), [[x, slope]]));
});
