import { elementwise, type Unary } from "@cambium/tensor";

/** λ and α, the fixed point of mean 0 and variance 1: equation 14 of the paper. */
const SCALE = 1.0507009873554805;
const ALPHA = 1.6732632423543772;

/**
 * Scaled exponential linear unit. With LeCun normal weights, activations keep mean 0 and variance 1 through any number of
 * layers.
 *
 * selu(x) = λ·x where x > 0, λ·α·(eˣ − 1) elsewhere; λ ≈ 1.0507, α ≈ 1.6733
 *
 * Gradient λα at 0. Initialize the weights with `lecunNormal`, and use `AlphaDropout` instead of dropout.
 *
 * @see Klambauer et al.: Self-normalizing neural networks (2017).
 */
export const selu: Unary = /* @__PURE__ */ elementwise("selu", (s, x) =>
  s.mul(SCALE, s.select(s.gt(x, 0), x, s.mul(ALPHA, s.expm1(x)))),
);
