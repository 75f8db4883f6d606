import { multiplyAdd } from "../../multiply-add";

/*
 * Winograd's minimal filtering in one dimension, for tiles of six: m outputs of a filter of r taps with m + r = 7 are
 *
 *     y = Aᵀ_m[(G_r·g) ⊙ (Bᵀ·d)]
 *
 * for the points 0, ±a, ±b, ∞ with a = 2/3, b = 3/2. The same Bᵀ serves all m. These points increase the rounding error by a factor of about 2. The
 * points 0, ±1, ±2, ∞ would increase it by 4 to 5.
 *
 * Results go to `to`, `to + step`, … Each lane is a separate tile.
 */

const A: f64 = 2.0 / 3.0;
const B: f64 = 3.0 / 2.0;
/** a² + b². The product a²·b² is 1. */
const S: f64 = A * A + B * B;
// Reciprocals of the product of the distances from ±a to the other finite points, and of those from ±b.
const WEIGHT_A: f64 = 1 / (2 * A * A * (A * A - B * B));
const WEIGHT_B: f64 = 1 / (2 * B * B * (B * B - A * A));

/** Bytes that `writePowers` writes: powers of a and b, and the weights. */
export const POWERS_BYTES: usize = 176;

/**
 * Writes the constants as vectors. They are read from memory because V8 rebuilds a constant vector, with four
 * instructions, at every use.
 */
export function writePowers(to: usize): void {
  v128.store(to, f32x4.splat(<f32>S));
  v128.store(to, f32x4.splat(<f32>A), 16);
  v128.store(to, f32x4.splat(<f32>B), 32);
  v128.store(to, f32x4.splat(<f32>(A * A)), 48);
  v128.store(to, f32x4.splat(<f32>(B * B)), 64);
  v128.store(to, f32x4.splat(<f32>(A * A * A)), 80);
  v128.store(to, f32x4.splat(<f32>(B * B * B)), 96);
  v128.store(to, f32x4.splat(<f32>(A * A * A * A)), 112);
  v128.store(to, f32x4.splat(<f32>(B * B * B * B)), 128);
  v128.store(to, f32x4.splat(<f32>WEIGHT_A), 144);
  v128.store(to, f32x4.splat(<f32>WEIGHT_B), 160);
}

/** c − a·b in each lane. */
@inline
function multiplySubtract(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  return f32x4.sub(c, f32x4.mul(a, b));
}

/** Bᵀ·d. */
@inline
export function transformInputLine(
  powers: usize,
  d0: v128,
  d1: v128,
  d2: v128,
  d3: v128,
  d4: v128,
  d5: v128,
  to: usize,
  step: usize,
): void {
  const s = v128.load(powers);
  v128.store(to, multiplySubtract(s, d2, f32x4.add(d0, d4)));
  v128.store(to + 5 * step, multiplySubtract(s, d3, f32x4.add(d1, d5)));
  const a = v128.load(powers, 16);
  const b = v128.load(powers, 32);
  const evenA = multiplySubtract(v128.load(powers, 64), d2, d4);
  const oddA = multiplySubtract(b, d1, f32x4.mul(a, d3));
  v128.store(to + step, f32x4.add(evenA, oddA));
  v128.store(to + 2 * step, f32x4.sub(evenA, oddA));
  const evenB = multiplySubtract(v128.load(powers, 48), d2, d4);
  const oddB = multiplySubtract(a, d1, f32x4.mul(b, d3));
  v128.store(to + 3 * step, f32x4.add(evenB, oddB));
  v128.store(to + 4 * step, f32x4.sub(evenB, oddB));
}

/** G_r·g, for a constant r from 2 to 5. Taps from r on are ignored. */
@inline
export function transformFilterLine(
  powers: usize,
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
  storeFilterPair(powers, 0, r, g0, g1, g2, g3, g4, to + step, step);
  storeFilterPair(powers, 16, r, g0, g1, g2, g3, g4, to + 3 * step, step);
  v128.store(to + 5 * step, r == 2 ? g1 : r == 3 ? g2 : r == 4 ? g3 : g4);
}

/** Stores the filter's polynomial at ±a (`which` 0) or ±b (16), weighted. */
@inline
function storeFilterPair(
  powers: usize,
  which: usize,
  r: i32,
  g0: v128,
  g1: v128,
  g2: v128,
  g3: v128,
  g4: v128,
  to: usize,
  step: usize,
): void {
  powers += which;
  const weight = v128.load(powers, 144);
  let even = g0;
  let odd = f32x4.mul(v128.load(powers, 16), g1);
  if (r > 2) even = multiplyAdd(v128.load(powers, 48), g2, even);
  if (r > 3) odd = multiplyAdd(v128.load(powers, 80), g3, odd);
  if (r > 4) even = multiplyAdd(v128.load(powers, 112), g4, even);
  even = f32x4.mul(weight, even);
  odd = f32x4.mul(weight, odd);
  v128.store(to, f32x4.add(even, odd));
  v128.store(to + step, f32x4.sub(even, odd));
}

/** Aᵀ_m·p, for a constant m from 2 to 5: m results. */
@inline
export function transformOutputLine(
  powers: usize,
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
  storeOutput(powers, m, 1, oddA, oddB, p5, to + step);
  if (m > 2) storeOutput(powers, m, 2, evenA, evenB, p5, to + 2 * step);
  if (m > 3) storeOutput(powers, m, 3, oddA, oddB, p5, to + 3 * step);
  if (m > 4) storeOutput(powers, m, 4, evenA, evenB, p5, to + 4 * step);
}

/** Stores result k. The last one includes the point at infinity. */
@inline
function storeOutput(powers: usize, m: i32, k: i32, a: v128, b: v128, last: v128, to: usize): void {
  const at = powers + 32 * <usize>k;
  const product = f32x4.mul(v128.load(at), b);
  const sum = k == m - 1 ? f32x4.add(product, last) : product;
  v128.store(to, multiplyAdd(v128.load(at - 16), a, sum));
}
