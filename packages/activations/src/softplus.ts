import { elementwise, type Tensor } from "@cambium/tensor";

const smoothRectifier = /* @__PURE__ */ elementwise("softplus", (s, x, beta) =>
  s.div(s.softplus(s.mul(beta, x)), beta),
);

/**
 * Smooth rectifier, without overflow.
 *
 * softplus(x) = log(1 + e^(βx)) / β
 *
 * @param beta β, the sharpness of the bend; not 0. Default: 1.
 * @throws {RangeError} If `beta` is 0 or not finite.
 * @see Dugas et al.: Incorporating second-order functional knowledge for better option pricing (2001).
 */
export function softplus(x: Tensor, beta = 1): Tensor {
  if (!Number.isFinite(beta) || beta === 0) {
    throw new RangeError(`softplus: beta must be finite and not 0: got ${beta}. The usual value is 1.`);
  }
  return smoothRectifier(x, beta);
}
