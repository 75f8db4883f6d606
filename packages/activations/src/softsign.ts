import { elementwise, type Unary } from "@cambium/tensor";

/**
 * Saturating function like tanh that approaches ±1 more slowly.
 *
 * softsign(x) = x/(1 + |x|)
 *
 * @see Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (2010), §2.2.
 */
export const softsign: Unary = /* @__PURE__ */ elementwise("softsign", (s, x) => {
  // At ±∞ the quotient would be NaN. At this limit it has rounded to ±1 in every float type.
  const within = s.max(s.min(x, 2 ** 60), -(2 ** 60));
  const divisor = s.add(1, s.abs(within));
  // The quotient rule would subtract |x|/(1 + |x|)² from 1/(1 + |x|): nearly equal numbers where x is large.
  return s.derived(s.div(within, divisor), [[x, s.square(s.div(1, s.add(1, s.abs(x))))]]);
});
