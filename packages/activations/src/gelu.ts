import { elementwise, type Tensor, type Unary } from "@cambium/tensor";

/** Beyond ±40 both gates are 0 or 1 in every float type. */
const SATURATED = 40;
/** Coefficients of 2u = 2·√(2/π)·(x + 0.044715·x³). */
const LINEAR: number = 2 * Math.sqrt(2 / Math.PI);
const CUBIC: number = 0.044715 * LINEAR;

const exact: Unary = /* @__PURE__ */ elementwise("gelu", (s, x) => {
  // Φ(x) = erfc(−x/√2)/2: where x is negative, 1 + erf(x/√2) would cancel.
  const gate = s.mul(0.5, s.erfc(s.mul(x, -Math.SQRT1_2)));
  const within = s.max(s.min(x, SATURATED), -SATURATED);
  const density = s.mul(1 / Math.sqrt(2 * Math.PI), s.exp(s.mul(-0.5, s.square(within))));
  return s.derived(s.weighted(gate, x), [[x, s.add(gate, s.weighted(density, x))]]);
});

// (1 + tanh u)/2 = σ(2u)
const byTanh: Unary = /* @__PURE__ */ elementwise("gelu", (s, x) => {
  const within = s.max(s.min(x, SATURATED), -SATURATED);
  const square = s.square(within);
  const twice = s.mul(within, s.add(LINEAR, s.mul(CUBIC, square)));
  const { value: gate, slope } = s.logistic(twice);
  const steepness = s.mul(x, s.add(LINEAR, s.mul(3 * CUBIC, square)));
  return s.derived(s.weighted(s.sigmoid(twice), x), [[x, s.add(gate, s.weighted(slope, steepness))]]);
});

/**
 * Gaussian error linear unit: x times the probability that a standard normal variable is smaller than x.
 *
 * gelu(x) = x/2·(1 + erf(x/√2)), or approximately x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³)))
 *
 * Values and derivatives of both forms are the limits 0, x and 0, 1 at −∞ and ∞.
 *
 * @param approximate "none" (default) for the exact form, "tanh" for the approximation.
 * @throws {RangeError} If `approximate` is neither.
 * @see Hendrycks, Gimpel: Gaussian error linear units (2016).
 */
export function gelu(x: Tensor, approximate: "none" | "tanh" = "none"): Tensor {
  if (approximate === "none") return exact(x);
  if (approximate === "tanh") return byTanh(x);
  throw new RangeError(`gelu: unknown approximation ${JSON.stringify(approximate)}. Use "none" or "tanh".`);
}
