import { elementwise, type Unary } from "@cambium/tensor";

/**
 * Logarithm of the sigmoid, without underflow: the log-probability that belongs to a logit.
 *
 * logSigmoid(x) = log σ(x) = −log(1 + e⁻ˣ)
 */
export const logSigmoid: Unary = /* @__PURE__ */ elementwise("logSigmoid", (s, x) =>
  s.neg(s.softplus(s.neg(x))),
);
