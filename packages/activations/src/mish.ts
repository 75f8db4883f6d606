import { elementwise, type Unary } from "@cambium/tensor";

/**
 * Smooth rectifier that dips below 0 before it vanishes.
 *
 * mish(x) = x·tanh(log(1 + eˣ))
 *
 * @see Misra: Mish: a self regularized non-monotonic activation function (2019).
 */
export const mish: Unary = /* @__PURE__ */ elementwise("mish", (s, x) => s.mul(x, s.tanh(s.softplus(x))));
