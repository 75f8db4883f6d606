import { elementwise, type Tensor, type Unary } from "@cambium/tensor";

const exact: Unary = /* @__PURE__ */ elementwise("gelu", (s, x) =>
  s.mul(s.mul(0.5, x), s.add(1, s.erf(s.mul(x, Math.SQRT1_2)))),
);

const byTanh: Unary = /* @__PURE__ */ elementwise("gelu", (s, x) => {
  const cubic = s.add(x, s.mul(0.044715, s.mul(x, s.square(x))));
  return s.mul(s.mul(0.5, x), s.add(1, s.tanh(s.mul(Math.sqrt(2 / Math.PI), cubic))));
});

/**
 * Gaussian error linear unit: x, weighted with the probability that a standard normal number is smaller.
 *
 * gelu(x) = x/2·(1 + erf(x/√2)), or approximately x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³)))
 *
 * @param approximate "none" (default) for the exact form, "tanh" for the approximate one.
 * @throws {RangeError} If `approximate` is neither.
 * @see Hendrycks, Gimpel: Gaussian error linear units (2016).
 */
export function gelu(x: Tensor, approximate: "none" | "tanh" = "none"): Tensor {
  if (approximate === "none") return exact(x);
  if (approximate === "tanh") return byTanh(x);
  throw new RangeError(`gelu: unknown approximation ${JSON.stringify(approximate)}. Use "none" or "tanh".`);
}
