import { multiplyAdd } from "../multiply-add";

/** Adding this number rounds to an integer n. The low bits are then n + 127, and shifted left by 23 they are 2ⁿ. */
const ROUNDER: f32 = 12582912 + 127;
/** Below this number, e^x is not normal. */
const LEAST: f32 = -87;

/** Bytes of the constants of `expOfNegative`. */
export const CONSTANT_BYTES: usize = 192;

/**
 * Writes the constants of `expOfNegative` to memory. Loaded once before a loop, they stay in registers, while V8 would rebuild
 * constants in each iteration.
 */
export function writeConstants(to: usize): void {
  v128.store(to, f32x4.splat(LEAST));
  v128.store(to, f32x4.splat(1.44269504), 16);
  v128.store(to, f32x4.splat(ROUNDER), 32);
  v128.store(to, f32x4.splat(-0.693359375), 48);
  v128.store(to, f32x4.splat(2.12194440e-4), 64);
  v128.store(to, f32x4.splat(0.001381446491), 80);
  v128.store(to, f32x4.splat(0.008368780836), 96);
  v128.store(to, f32x4.splat(0.04166839272), 112);
  v128.store(to, f32x4.splat(0.1666651964), 128);
  v128.store(to, f32x4.splat(0.4999999404), 144);
  v128.store(to, f32x4.splat(1), 160);
}

/** e^x in each lane for x ≤ 0 or NaN, within 1.5 ulp where the result is normal. Smaller results are 0. */
@inline
export function expOfNegative(
  x: v128,
  least: v128,
  log2e: v128,
  rounder: v128,
  ln2High: v128,
  ln2Low: v128,
  c4: v128,
  c3: v128,
  c2: v128,
  c1: v128,
  c0: v128,
  one: v128,
): v128 {
  const limited = f32x4.pmax(x, least);
  const shifted = multiplyAdd(limited, log2e, rounder);
  const n = f32x4.sub(shifted, rounder);
  const r = multiplyAdd(n, ln2Low, multiplyAdd(n, ln2High, limited));
  let rest = multiplyAdd(c4, r, c3);
  rest = multiplyAdd(rest, r, c2);
  rest = multiplyAdd(rest, r, c1);
  rest = multiplyAdd(rest, r, c0);
  const power = multiplyAdd(multiplyAdd(rest, r, one), r, one);
  // A product rather than a sum of bits: both agree for numbers, and the product keeps a NaN regardless of its low bits.
  const scaled = f32x4.mul(power, i32x4.shl(shifted, 23));
  return v128.andnot(scaled, f32x4.lt(x, least));
}
