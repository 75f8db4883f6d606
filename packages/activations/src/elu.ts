import { elementwise, type Tensor } from "@cambium/tensor";

const exponentialLinear = /* @__PURE__ */ elementwise("elu", (s, x, alpha) =>
  s.select(s.gt(x, 0), x, s.mul(alpha, s.expm1(x))),
);

/**
 * Exponential linear unit.
 *
 * elu(x) = x where x > 0, α·(eˣ − 1) elsewhere
 *
 * Gradient α at 0.
 *
 * @param alpha α; the limit at −∞ is −α. Default: 1.
 * @see Clevert, Unterthiner, Hochreiter: Fast and accurate deep network learning by exponential linear units (2016).
 */
export function elu(x: Tensor, alpha = 1): Tensor {
  return exponentialLinear(x, alpha);
}
