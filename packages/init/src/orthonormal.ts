import type { Rng } from "@cambium/tensor";

/**
 * Fraction of a vector's length that must remain after projection for rounding errors to be negligible. If less remains, the
 * vector is projected a second time, which is always enough.
 */
const ENOUGH = 0.1;

/**
 * Makes `count` orthonormal vectors in `size` ≥ `count` dimensions, uniformly distributed over all such sets.
 *
 * These are the columns of Q, where Q·R is a matrix of normal draws. They are uniformly distributed because the diagonal of
 * R is positive. The Gram–Schmidt process finds this Q directly, whereas other algorithms must correct the signs.
 *
 * @see Giraud et al.: Rounding error analysis of the classical Gram–Schmidt orthogonalization process (2005), for the
 * second projection; Mezzadri: How to generate random matrices from the classical compact groups (2007), for the signs.
 */
export function orthonormalVectors(count: number, size: number, rng: Rng): Float64Array[] {
  const found: Float64Array[] = [];
  while (found.length < count) {
    const vector = Float64Array.from({ length: size }, () => rng.normal());
    if (makeOrthogonal(vector, found)) found.push(vector);
  }
  return found;
}

/** Makes a vector orthogonal to others and scales its length to 1. Returns false if nothing of it is left. */
function makeOrthogonal(vector: Float64Array, others: readonly Float64Array[]): boolean {
  let before = Math.sqrt(product(vector, vector));
  for (;;) {
    for (const other of others) subtract(vector, product(vector, other), other);
    const length = Math.sqrt(product(vector, vector));
    if (length === 0) return false;
    if (length > ENOUGH * before) {
      for (let i = 0; i < vector.length; i++) vector[i]! /= length;
      return true;
    }
    before = length;
  }
}

/** Σ aᵢ·bᵢ, in four sums that a processor computes in parallel. */
function product(a: Float64Array, b: Float64Array): number {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
  const end = a.length & ~3;
  for (let i = 0; i < end; i += 4) {
    sum0 += a[i]! * b[i]!;
    sum1 += a[i + 1]! * b[i + 1]!;
    sum2 += a[i + 2]! * b[i + 2]!;
    sum3 += a[i + 3]! * b[i + 3]!;
  }
  for (let i = end; i < a.length; i++) sum0 += a[i]! * b[i]!;
  return sum0 + sum1 + (sum2 + sum3);
}

/** a − factor·b, in place of a. */
function subtract(a: Float64Array, factor: number, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) a[i]! -= factor * b[i]!;
}
