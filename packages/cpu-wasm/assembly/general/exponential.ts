const LOG2_E: f32 = 1.44269504;
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;
/** Adding this rounds to a whole number, which is then in the low bits. */
const ROUNDER: f32 = 12582912;

/** eˣ in each lane for x ≤ 0 (or NaN), within 1 ulp where the result is normal; below that 0 is near enough. */
@inline
export function expOfNegative(x: v128): v128 {
  const limited = f32x4.pmax(x, f32x4.splat(-87));
  const shifted = f32x4.add(f32x4.mul(limited, f32x4.splat(LOG2_E)), f32x4.splat(ROUNDER));
  const n = f32x4.sub(shifted, f32x4.splat(ROUNDER));
  const high = f32x4.sub(limited, f32x4.mul(n, f32x4.splat(LN2_HIGH)));
  const r = f32x4.sub(high, f32x4.mul(n, f32x4.splat(LN2_LOW)));
  let rest = f32x4.splat(0.001381446491);
  rest = f32x4.add(f32x4.mul(rest, r), f32x4.splat(0.008368780836));
  rest = f32x4.add(f32x4.mul(rest, r), f32x4.splat(0.04166839272));
  rest = f32x4.add(f32x4.mul(rest, r), f32x4.splat(0.1666651964));
  rest = f32x4.add(f32x4.mul(rest, r), f32x4.splat(0.4999999404));
  const power = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(r, r), rest), r), f32x4.splat(1));
  const scaled = i32x4.add(power, i32x4.shl(shifted, 23));
  return v128.andnot(scaled, f32x4.lt(x, f32x4.splat(-87)));
}
