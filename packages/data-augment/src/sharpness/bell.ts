import { placeOf } from "../image/window.ts";
import { exponential } from "../math/portable-math.ts";

/** Weights of a Gaussian kernel at −half … half: exp(−½ (i/sigma)²), normalized to sum to 1. */
export function gaussianWeights(size: number, sigma: number): Float64Array {
  const half = (size - 1) / 2;
  const weights = Float64Array.from({ length: size }, (_, i) =>
    exponential(-0.5 * ((i - half) / sigma) ** 2),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * Gaussian kernel for lines of one size, mirrored at their ends.
 *
 * The kernel is symmetric with respect to reversing a line, so the sums s[k] = x[k] + x[size − 1 − k] and the differences
 * d[k] = x[k] − x[size − 1 − k] of its halves are convolved separately: with E = Σ uᵢₖ·s[k] and D = Σ vᵢₖ·d[k], new values i and
 * size − 1 − i are E + D and E − D. That halves the number of products if the kernel is wider than the line.
 */
export interface Bell {
  readonly size: number;
  /** First k for each i in the first half, and the k after the last. */
  readonly first: Int32Array;
  readonly end: Int32Array;
  /** u and v of each k, interleaved. Those of i start at index i · stride. */
  readonly weights: Float64Array;
  readonly stride: number;
}

/** Kernel with an odd number of weights, for lines of this size. */
export function bellOf(weights: Float64Array, size: number): Bell {
  const half = Math.ceil(size / 2);
  const reach = (weights.length - 1) / 2;
  const stride = 2 * Math.min(half, weights.length);
  const first = Int32Array.from({ length: half }, (_, i) => Math.max(0, i - reach));
  const end = Int32Array.from({ length: half }, (_, i) => Math.min(half, i + reach + 1));
  const folded = new Float64Array(half * stride);
  for (let i = 0; i < half; i++) {
    const start = i * stride - 2 * (first[i] as number);
    for (let tap = 0; tap < weights.length; tap++) {
      const place = placeOf(i + tap - reach, size, "reflect");
      const k = Math.min(place, size - 1 - place);
      const share = (weights[tap] as number) / 2;
      folded[start + 2 * k]! += share;
      folded[start + 2 * k + 1]! += place === k ? share : -share;
    }
  }
  return { size, first, end, weights: folded, stride };
}
