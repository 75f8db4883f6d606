import type { Rng } from "@cambium/tensor";

/**
 * How much of a vector must be left when it has been projected, so that its rounding errors do not count. Less of it is
 * projected again, which is always enough.
 */
const ENOUGH = 0.1;

/**
 * `count` vectors of length 1 at right angles to each other, in `size` ≥ `count` dimensions; all such sets are equally
 * likely.
 *
 * These are the columns of Q where Q·R is the matrix of normal draws. What makes them equally likely is that the diagonal
 * of R is positive: the Gram–Schmidt process finds this Q by itself, another one must correct the signs.
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

/** Projects a vector away from others and makes its length 1. False if nothing of it is left. */
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

/** Σ aᵢ·bᵢ, in four parts that a processor sums side by side. */
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
