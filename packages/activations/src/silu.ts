import { elementwise, type Unary } from "@cambium/tensor";

/**
 * Sigmoid-weighted linear unit, also called swish.
 *
 * silu(x) = x·σ(x)
 *
 * @see Elfwing, Uchibe, Doya: Sigmoid-weighted linear units for neural network function approximation (2018).
 */
export const silu: Unary = /* @__PURE__ */ elementwise("silu", (s, x) => {
  const { value, slope } = s.logistic(x);
  return s.derived(s.weighted(s.sigmoid(x), x), [[x, s.add(value, s.weighted(slope, x))]]);
});
