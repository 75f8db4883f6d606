import { philoxBlock, type Rng, unitInterval } from "@cambium/tensor";
import { exponential, logarithm, sineAndCosine } from "./portable-math.ts";

/** Uniform number of a range. Draws nothing if both ends are equal. */
export function between(rng: Rng, [least, greatest]: readonly [number, number]): number {
  return least === greatest ? least : least + (greatest - least) * rng.uniform();
}

/** Fills an array with uniform numbers in [0, 1): the same as repeated `rng.uniform()`, but drawn in blocks of four. */
export function fillUniform(rng: Rng, target: Float64Array): void {
  let at = 0;
  while (at < target.length && rng.state.position < 4) target[at++] = rng.uniform();
  const blocks = Math.floor((target.length - at) / 4);
  if (blocks > 0) fillBlocks(rng, target, at, blocks);
  for (at += 4 * blocks; at < target.length; at++) target[at] = rng.uniform();
}

/** Draws whole blocks from a stream that is at the start of a block. */
function fillBlocks(rng: Rng, target: Float64Array, start: number, blocks: number): void {
  const { key0, key1, counter } = rng.reserve(4 * blocks);
  const words = new Int32Array(4);
  for (let block = 0, at = start; block < blocks; block++, at += 4) {
    philoxBlock(key0, key1, counter + block, words, 0);
    for (let i = 0; i < 4; i++) target[at + i] = unitInterval(words[i] as number);
  }
}

/** Fills an array with standard normal numbers, two from each pair of uniform ones (Box and Muller). */
export function fillNormal(rng: Rng, target: Float64Array): void {
  for (let i = 0; i < target.length; i += 2) {
    const [sine, cosine] = sineAndCosine(360 * rng.uniform());
    const radius = Math.sqrt(-2 * logarithm(1 - rng.uniform()));
    target[i] = radius * cosine;
    if (i + 1 < target.length) target[i + 1] = radius * sine;
  }
}

/**
 * Number from the distribution Beta(α, α): X/(X + Y), where X and Y have the distribution Gamma(α).
 *
 * Uses the logarithms of X and Y, which do not underflow for a small α.
 */
export function beta(rng: Rng, alpha: number): number {
  const difference = logGamma(rng, alpha) - logGamma(rng, alpha);
  return 1 / (1 + exponential(difference));
}

/**
 * Logarithm of a number from the distribution Gamma(α).
 *
 * For α ≥ 1: d·v with d = α − 1/3, v = (1 + x/√(9d))³ and a normal x, accepted if ln u < x²/2 + d − d·v + d ln v.
 * For α < 1: Gamma(α + 1)·u^(1/α).
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
