import { elementwise, type Unary } from "@cambium/tensor";

/**
 * Smooth rectifier with a small negative dip left of 0.
 *
 * mish(x) = x·tanh(log(1 + eˣ))
 *
 * @see Misra: Mish: a self regularized non-monotonic activation function (2019).
 */
export const mish: Unary = /* @__PURE__ */ elementwise("mish", (s, x) => {
  // With e = e^−|x| and t = tanh(log(1 + eˣ)): t = (1 + 2e)/(1 + 2e + 2e²), or e·(2 + e)/(2 + 2e + e²) where x < 0.
  const negative = s.lt(x, 0);
  const e = s.exp(s.select(negative, x, s.neg(x)));
  const above = s.select(negative, s.mul(e, s.add(e, 2)), s.add(1, s.mul(2, e)));
  const below = s.add(above, s.select(negative, 2, s.mul(2, s.square(e))));
  const numerator = s.mul(s.select(negative, e, s.square(e)), s.add(e, 1));
  const slope = s.div(s.mul(4, numerator), s.square(below));
  // The quotient rule would subtract nearly equal numbers where x is large.
  const gate = s.derived(s.div(above, below), [[x, slope]]);
  return s.derived(s.weighted(gate, x), [[x, s.add(gate, s.weighted(slope, x))]]);
});
