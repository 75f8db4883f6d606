/** 2/√π */
export const TWO_OVER_ROOT_PI = 1.1283791670955126;

/** 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·5···(2n+1)): all terms have the same sign, so nothing cancels. */
function erfBySeries(x: number): number {
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= (2 * square) / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_ROOT_PI * Math.exp(-square) * sum;
}

/**
 * erfc(x) for x ≥ 1: e^(−x²)/√π over the continued fraction x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …))). The
 * remainder after n terms decreases like e^(−2x·√(2n)).
 */
function erfcByFraction(x: number): number {
  let fraction = x;
  for (let n = 10 + Math.ceil(190 / (x * x)); n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/**
 * Error function, within a few units in the last place of float64.
 *
 * erf(x) = 2/√π ∫₀ˣ e^(−t²) dt
 *
 * @see Abramowitz, Stegun: Handbook of Mathematical Functions, 7.1.6 and 7.1.14.
 */
export function erf(x: number): number {
  if (x === 0 || Number.isNaN(x)) return x;
  const magnitude = Math.abs(x);
  if (magnitude < 3) return erfBySeries(x);
  const value = magnitude > 6 ? 1 : 1 - erfcByFraction(magnitude);
  return Math.sign(x) * value;
}

/**
 * Complementary error function. 1 − erf(x) would cancel for large x. This result has a relative error of about x² units in
 * the last place of float64, from the rounding of x².
 *
 * erfc(x) = 2/√π ∫ₓ^∞ e^(−t²) dt
 */
export function erfc(x: number): number {
  if (!(x > 1)) return 1 - erf(x);
  return x > 30 ? 0 : erfcByFraction(x);
}
