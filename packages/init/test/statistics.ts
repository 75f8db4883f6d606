import type { Tensor } from "@cambium/tensor";

/** Mean, standard deviation and range of all elements. */
export function statistics(x: Tensor): { mean: number; std: number; min: number; max: number } {
  const data = Array.from(x.dataSync());
  const mean = data.reduce((a, b) => a + b, 0) / data.length;
  const std = Math.sqrt(data.reduce((total, value) => total + (value - mean) ** 2, 0) / data.length);
  return { mean, std, min: Math.min(...data), max: Math.max(...data) };
}

/**
 * Checks draws of zero mean: five standard errors for the mean (std/√n), and for the standard deviation (at most
 * std/√(2n), that of normal draws).
 */
export function isSpread(x: Tensor, std: number): boolean {
  const found = statistics(x);
  const error = std / Math.sqrt(x.size);
  return Math.abs(found.mean) < 5 * error && Math.abs(found.std - std) < (5 * error) / Math.SQRT2;
}
