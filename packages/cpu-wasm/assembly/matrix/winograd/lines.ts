import { multiplyAdd } from "../../multiply-add";

/*
 * Winograd's minimal filtering in one dimension, for tiles of six: m outputs of a filter of r taps with m + r = 7 are
 *
 *     y = Aᵀ_m[(G_r·g) ⊙ (Bᵀ·d)]
 *
 * for the points 0, ±a, ±b, ∞ with a = 2/3, b = 3/2. The same Bᵀ serves all m. Rounding grows by about 2 with these points; with
 * 0, ±1, ±2, ∞ it would grow by 4 to 5.
 *
 * Six results go to `to`, `to + step`, …; each lane is a tile of its own.
 */

const A: f64 = 2.0 / 3.0;
const B: f64 = 3.0 / 2.0;
/** a² + b²; a²·b² = 1. */
const S: f64 = A * A + B * B;
/** Σ over the other finite points of the distances' product, inverted: 1/(2a²(a² − b²)), and with b for a. */
const WEIGHT_A: f64 = 1 / (2 * A * A * (A * A - B * B));
const WEIGHT_B: f64 = 1 / (2 * B * B * (B * B - A * A));

@inline
function constant(value: f64): v128 {
  return f32x4.splat(<f32>value);
}

/** Bᵀ·d. */
@inline
export function transformInputLine(
  d0: v128,
  d1: v128,
  d2: v128,
  d3: v128,
  d4: v128,
  d5: v128,
  to: usize,
  step: usize,
): void {
  v128.store(to, multiplyAdd(constant(-S), d2, f32x4.add(d0, d4)));
  const evenA = multiplyAdd(constant(-B * B), d2, d4);
  const oddA = multiplyAdd(constant(A), d3, f32x4.mul(constant(-B), d1));
  v128.store(to + step, f32x4.add(evenA, oddA));
  v128.store(to + 2 * step, f32x4.sub(evenA, oddA));
  const evenB = multiplyAdd(constant(-A * A), d2, d4);
  const oddB = multiplyAdd(constant(B), d3, f32x4.mul(constant(-A), d1));
  v128.store(to + 3 * step, f32x4.add(evenB, oddB));
  v128.store(to + 4 * step, f32x4.sub(evenB, oddB));
  v128.store(to + 5 * step, multiplyAdd(constant(-S), d3, f32x4.add(d1, d5)));
}

/** G_r·g, for r (a constant) of 2 to 5; taps from r on are ignored. */
@inline
export function transformFilterLine(
  r: i32,
  g0: v128,
  g1: v128,
  g2: v128,
  g3: v128,
  g4: v128,
  to: usize,
  step: usize,
): void {
  v128.store(to, g0);
  storeFilterPair(r, A, WEIGHT_A, g0, g1, g2, g3, g4, to + step, step);
  storeFilterPair(r, B, WEIGHT_B, g0, g1, g2, g3, g4, to + 3 * step, step);
  v128.store(to + 5 * step, r == 2 ? g1 : r == 3 ? g2 : r == 4 ? g3 : g4);
}

/** The filter's polynomial at x and at −x, weighted. */
@inline
function storeFilterPair(
  r: i32,
  x: f64,
  weight: f64,
  g0: v128,
  g1: v128,
  g2: v128,
  g3: v128,
  g4: v128,
  to: usize,
  step: usize,
): void {
  let even = f32x4.mul(constant(weight), g0);
  let odd = f32x4.mul(constant(weight * x), g1);
  if (r > 2) even = multiplyAdd(constant(weight * x * x), g2, even);
  if (r > 3) odd = multiplyAdd(constant(weight * x * x * x), g3, odd);
  if (r > 4) even = multiplyAdd(constant(weight * x * x * x * x), g4, even);
  v128.store(to, f32x4.add(even, odd));
  v128.store(to + step, f32x4.sub(even, odd));
}

/** Aᵀ_m·p, for m (a constant) of 2 to 5: m results. */
@inline
export function transformOutputLine(
  m: i32,
  p0: v128,
  p1: v128,
  p2: v128,
  p3: v128,
  p4: v128,
  p5: v128,
  to: usize,
  step: usize,
): void {
  const evenA = f32x4.add(p1, p2);
  const oddA = f32x4.sub(p1, p2);
  const evenB = f32x4.add(p3, p4);
  const oddB = f32x4.sub(p3, p4);
  v128.store(to, f32x4.add(f32x4.add(p0, evenA), evenB));
  storeOutput(m, 1, A, B, oddA, oddB, p5, to + step);
  if (m > 2) storeOutput(m, 2, A * A, B * B, evenA, evenB, p5, to + 2 * step);
  if (m > 3) storeOutput(m, 3, A * A * A, B * B * B, oddA, oddB, p5, to + 3 * step);
  if (m > 4) storeOutput(m, 4, A * A * A * A, B * B * B * B, evenA, evenB, p5, to + 4 * step);
}

/** Result number k: the last one meets the point at infinity. */
@inline
function storeOutput(m: i32, k: i32, powerA: f64, powerB: f64, a: v128, b: v128, last: v128, to: usize): void {
  const sum = multiplyAdd(constant(powerA), a, f32x4.mul(constant(powerB), b));
  v128.store(to, k == m - 1 ? f32x4.add(sum, last) : sum);
}
