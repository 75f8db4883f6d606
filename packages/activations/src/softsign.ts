import { elementwise, type Unary } from "@cambium/tensor";

/**
 * Like tanh, but it approaches ±1 slowly.
 *
 * softsign(x) = x/(1 + |x|)
 *
 * @see Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (2010), §2.2.
 */
export const softsign: Unary = /* @__PURE__ */ elementwise("softsign", (s, x) => {
  const divisor = s.add(1, s.abs(x));
  // The quotient rule would subtract |x|/(1 + |x|)² from 1/(1 + |x|): nearly equal numbers where x is large.
  return s.derived(s.div(x, divisor), [[x, s.square(s.div(1, divisor))]]);
});
