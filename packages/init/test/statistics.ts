import type { Tensor } from "@cambium/tensor";

/** Mean, standard deviation and range of all elements. */
export function statistics(x: Tensor): { mean: number; std: number; min: number; max: number } {
  const data = Array.from(x.dataSync());
  const mean = data.reduce((a, b) => a + b, 0) / data.length;
  const std = Math.sqrt(data.reduce((total, value) => total + (value - mean) ** 2, 0) / data.length);
  return { mean, std, min: Math.min(...data), max: Math.max(...data) };
}

/**
 * True if draws have mean 0 and this standard deviation, within five standard errors: std/√n for the mean, and for the
 * standard deviation at most std/√(2n), as for normal draws.
 */
export function isSpread(x: Tensor, std: number): boolean {
  const found = statistics(x);
  const error = std / Math.sqrt(x.size);
  return Math.abs(found.mean) < 5 * error && Math.abs(found.std - std) < (5 * error) / Math.SQRT2;
}

/** Cumulative distribution function. */
export type Distribution = (x: number) => number;

/** Uniform distribution over ±bound. */
export const uniformOver =
  (bound: number): Distribution =>
  (x) =>
    Math.min(Math.max((x + bound) / (2 * bound), 0), 1);

/** Normal distribution with mean 0. */
export const normalOf =
  (std: number): Distribution =>
  (x) =>
    standardNormal(x / std);

/** Φ(z), by Simpson's rule for the integral of the density from 0 to |z|; accurate to 10⁻⁶. */
export function standardNormal(z: number): number {
  const end = Math.min(Math.abs(z), 12);
  const steps = 80;
  let total = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    total += weight * density((end * i) / steps);
  }
  const half = (total * end) / steps / 3;
  return z < 0 ? 0.5 - half : 0.5 + half;
}

/** Standard normal density. */
export function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * True if elements follow a distribution, by the Kolmogorov–Smirnov test: the largest distance between the empirical and the
 * expected distribution function is under 2.23/√n, which one in 10,000 true samples exceeds.
 */
export function isDistributed(x: Tensor, below: Distribution): boolean {
  const sorted = Float64Array.from(x.dataSync()).sort();
  const n = sorted.length;
  let distance = 0;
  for (const [i, value] of sorted.entries()) {
    const expected = below(value);
    distance = Math.max(distance, expected - i / n, (i + 1) / n - expected);
  }
  return distance < 2.23 / Math.sqrt(n);
}
