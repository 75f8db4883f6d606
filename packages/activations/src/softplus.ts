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
 * @see Dugas et al.: Incorporating second-order functional knowledge for better option pricing (2001).
 */
export function softplus(x: Tensor, beta = 1): Tensor {
  return smoothRectifier(x, beta);
}
