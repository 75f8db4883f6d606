import { elementwise, type Tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

const smoothRectifier = /* @__PURE__ */ elementwise("softplus", (s, x, beta) => {
  const bent = s.mul(beta, x);
  // max(βx, 0)/β without the product, which may overflow.
  const line = s.select(s.gt(bent, 0), x, 0);
  const value = s.add(line, s.div(s.log1p(s.exp(s.neg(s.abs(bent)))), beta));
  return s.derived(value, [[x, s.sigmoid(bent)]]);
});

/**
 * Smooth rectifier, without overflow.
 *
 * softplus(x) = log(1 + e^(βx)) / β
 *
 * @param beta β, the sharpness of the bend; any finite number but 0. Default: 1.
 * @throws {RangeError} If `beta` is 0 or not finite.
 * @see Dugas et al.: Incorporating second-order functional knowledge for better option pricing (2001).
 */
export function softplus(x: Tensor, beta = 1): Tensor {
  if (!Number.isFinite(beta) || beta === 0) {
    throw new RangeError(
      `softplus: beta must be finite and not 0: got ${inWords(beta)}. The usual value is 1.`,
    );
  }
  return smoothRectifier(x, beta);
}
