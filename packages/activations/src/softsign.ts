import { elementwise, type Unary } from "@cambium/tensor";

/**
 * Like tanh, but it approaches ±1 slowly.
 *
 * softsign(x) = x/(1 + |x|)
 *
 * @see Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (2010), §2.2.
 */
export const softsign: Unary = /* @__PURE__ */ elementwise("softsign", (s, x) => {
  // Of ±∞ the quotient would be NaN. Long before this limit it is ±1 in every float type.
  const within = s.max(s.min(x, 2 ** 60), -(2 ** 60));
  const divisor = s.add(1, s.abs(within));
  // The quotient rule would subtract |x|/(1 + |x|)² from 1/(1 + |x|): nearly equal numbers where x is large.
  return s.derived(s.div(within, divisor), [[x, s.square(s.div(1, s.add(1, s.abs(x))))]]);
});
