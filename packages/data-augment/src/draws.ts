import type { Rng } from "@cambium/tensor";
import { exponential, logarithm, sineAndCosine } from "./portable-math.ts";

/** A number of a range, each equally likely; draws nothing where there is one only. */
export function between(rng: Rng, [least, greatest]: readonly [number, number]): number {
  return least === greatest ? least : least + (greatest - least) * rng.uniform();
}

/** Fills an array with standard normal numbers, two from two words (Box and Muller). */
export function fillNormal(rng: Rng, target: Float64Array): void {
  for (let i = 0; i < target.length; i += 2) {
    const [sine, cosine] = sineAndCosine(360 * rng.uniform());
    const radius = Math.sqrt(-2 * logarithm(1 - rng.uniform()));
    target[i] = radius * cosine;
    if (i + 1 < target.length) target[i + 1] = radius * sine;
  }
}

/**
 * A number of the distribution Beta(α, α): X/(X + Y), where X and Y have the distribution Gamma(α).
 *
 * From the logarithms of X and Y, so that a small α, which gives numbers near 0 and 1, does not underflow.
 */
export function beta(rng: Rng, alpha: number): number {
  const difference = logGamma(rng, alpha) - logGamma(rng, alpha);
  return 1 / (1 + exponential(difference));
}

/**
 * The logarithm of a number of the distribution Gamma(α).
 *
 * For α ≥ 1, d·v with d = α − 1/3, v = (1 + x/√(9d))³ and a normal x, accepted where ln u < x²/2 + d − d·v + d ln v;
 * below, Gamma(α + 1)·u^(1/α).
 *
 * @see Marsaglia, Tsang: A Simple Method for Generating Gamma Variables (2000).
 */
function logGamma(rng: Rng, alpha: number): number {
  if (alpha < 1) return logGamma(rng, alpha + 1) + logarithm(1 - rng.uniform()) / alpha;
  const d = alpha - 1 / 3;
  const normal = new Float64Array(1);
  for (;;) {
    fillNormal(rng, normal);
    const x = normal[0] as number;
    const root = 1 + x / Math.sqrt(9 * d);
    if (root <= 0) continue;
    const v = root * root * root;
    if (logarithm(1 - rng.uniform()) < (x * x) / 2 + d - d * v + d * logarithm(v)) return logarithm(d * v);
  }
}
