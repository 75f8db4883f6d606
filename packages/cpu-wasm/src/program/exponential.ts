import type { Code, Vector } from "./code.ts";
import { Simd, Type } from "./opcodes.ts";

const LOG2_E: number = Math.LOG2E;
/** ln 2 in two parts. The first has so few bits that its products with exponents are exact. */
const LN2_HIGH = 0.693359375;
const LN2_LOW: number = Math.LN2 - LN2_HIGH;
/** Adding this number rounds to an integer, which is then in the low bits. */
const ROUNDER = 12582912;
const ROUNDER_BITS = 0x4b400000;
/** `ROUNDER` with the exponent's bias in the low bits, which shifted left by 23 are then a power of 2. */
const BIASED_ROUNDER: number = ROUNDER + 127;
const ONE_BITS = 0x3f800000;
/** (eʳ − 1 − r)/r² on |r| ≤ ln 2/2, within 3·10⁻⁹ of eʳ. Fitted here. */
const EXP_REST = [0.4999999404, 0.1666651964, 0.04166839272, 0.008368780836, 0.001381446491];
/** A shorter polynomial, within 1.3·10⁻⁸ of eʳ − 1. */
const EXPM1_REST = [0.5, 0.1666654199, 0.04166628048, 0.008366644382, 0.001394655206];

/** Splits x into n·ln 2 + r with |r| ≤ ln 2/2. n is in the low bits of `shifted`. */
function reduced(c: Code, x: Vector): { shifted: Vector; r: Vector } {
  const shifted = c.madd(x, c.float(LOG2_E), c.float(ROUNDER));
  const n = c.simd(Simd.f32Sub, shifted, c.float(ROUNDER));
  const high = c.nmadd(n, c.float(LN2_HIGH), x);
  return { shifted, r: c.nmadd(n, c.float(LN2_LOW), high) };
}

/** Minimum of x and a limit. NaN stays NaN. */
function atMost(c: Code, x: Vector, limit: number): Vector {
  return c.simd(Simd.f32Pmin, x, c.float(limit));
}

function atLeast(c: Code, x: Vector, limit: number): Vector {
  return c.simd(Simd.f32Pmax, x, c.float(limit));
}

/** y·2ⁿ with two factors, neither of which overflows before the product. */
function scaled(c: Code, y: Vector, shifted: Vector): Vector {
  const n = c.simd(Simd.i32Sub, shifted, c.bits(ROUNDER_BITS));
  const half = c.shift(Simd.i32ShrS, n, 1);
  const rest = c.simd(Simd.i32Sub, n, half);
  const power = (k: Vector): Vector => c.simd(Simd.i32Add, c.shift(Simd.i32Shl, k, 23), c.bits(ONE_BITS));
  return c.simd(Simd.f32Mul, c.simd(Simd.f32Mul, y, power(half)), power(rest));
}

/** eʳ − 1 = r + r²·P(r). */
function powerRest(c: Code, r: Vector, coefficients: readonly number[]): Vector {
  const square = c.simd(Simd.f32Mul, r, r);
  return c.madd(c.polynomial(r, coefficients), square, r);
}

/** Up to this magnitude, exponentials are normal numbers. */
const NORMAL = 87;

/**
 * eˣ, within 1 ulp. It overflows to ∞ and underflows through subnormal numbers to 0. Vectors whose results are all normal take
 * a shorter path to the same results.
 */
export function exp(c: Code, x: Vector): Vector {
  const result = c.local(Type.v128);
  // With fused multiply-add, Horner's scheme is as exact as adding r to the small remainder, and shorter.
  const power = (r: Vector): Vector =>
    c.relaxed
      ? c.polynomial(r, [1, 1, ...EXP_REST])
      : c.simd(Simd.f32Add, powerRest(c, r, EXP_REST), c.float(1));
  const magnitude = c.simd(Simd.and, x, c.bits(0x7fffffff));
  c.get(c.simd(Simd.i32GtS, magnitude, c.float(NORMAL))).simdInstruction(Simd.anyTrue);
  c.either(
    () => {
      const { shifted, r } = reduced(c, atLeast(c, atMost(c, x, 89), -105));
      c.get(scaled(c, power(r), shifted)).set(result);
    },
    () => {
      const { shifted, r } = reduced(c, x);
      c.get(c.simd(Simd.i32Add, power(r), c.shift(Simd.i32Shl, shifted, 23))).set(result);
    },
  );
  return result;
}

/** factor·e^(high + low) for −105 ≤ high ≤ 0 and a small |low|, through subnormal numbers to 0. */
export function scaledExp(c: Code, factor: Vector, high: Vector, low: Vector): Vector {
  const { shifted, r } = reduced(c, high);
  const rest = powerRest(c, c.simd(Simd.f32Add, r, low), EXP_REST);
  return scaled(c, c.madd(factor, rest, factor), shifted);
}

/** eˣ − 1, within 2 ulp: 2ⁿ·(eʳ − 1) + (2ⁿ − 1), or 2ⁿ·eʳ where 1 is negligible. */
export function expm1(c: Code, x: Vector): Vector {
  const { shifted, r } = reduced(c, atLeast(c, atMost(c, x, 89), -30));
  const rest = powerRest(c, r, EXPM1_REST);
  const power = powerOf(c, shifted);
  const small = c.madd(power, rest, c.simd(Simd.f32Sub, power, c.float(1)));
  const large = scaled(c, c.simd(Simd.f32Add, rest, c.float(1)), shifted);
  const near = c.select(c.simd(Simd.f32Gt, x, c.float(40)), large, small);
  return c.select(c.simd(Simd.f32Eq, x, c.float(0)), x, near);
}

/** 2ⁿ for an n in the range of a float's exponent. */
function powerOf(c: Code, shifted: Vector): Vector {
  return c.simd(Simd.i32Add, c.shift(Simd.i32Shl, shifted, 23), c.bits(ONE_BITS));
}

/** eˣ for x ≤ 0, within 0.6 ulp: the rounding errors of r and of 1 + r are added to the smaller terms. */
function accurateExp(c: Code, x: Vector): Vector {
  const limited = atLeast(c, x, -105);
  const shifted = c.madd(limited, c.float(LOG2_E), c.float(ROUNDER));
  const n = c.simd(Simd.f32Sub, shifted, c.float(ROUNDER));
  const high = c.nmadd(n, c.float(LN2_HIGH), limited);
  const low = c.simd(Simd.f32Mul, n, c.float(LN2_LOW));
  const r = c.simd(Simd.f32Sub, high, low);
  const lostOfR = c.simd(Simd.f32Sub, c.simd(Simd.f32Sub, high, r), low);
  const sum = c.simd(Simd.f32Add, r, c.float(1));
  const lostOfSum = c.simd(Simd.f32Sub, r, c.simd(Simd.f32Sub, sum, c.float(1)));
  const square = c.simd(Simd.f32Mul, r, r);
  const lost = c.simd(Simd.f32Add, lostOfR, lostOfSum);
  const rest = c.madd(c.polynomial(r, EXP_REST), square, lost);
  return scaled(c, c.simd(Simd.f32Add, sum, rest), shifted);
}

/**
 * 1/(1 + e⁻ˣ), within 2 ulp: with e = e^−|x| it is 1/(1 + e) or e/(1 + e). The rounding error of 1 + e is corrected
 * to first order, with 1/(1 + e) ≈ 1 − e/2.
 */
export function sigmoid(c: Code, x: Vector): Vector {
  const e = accurateExp(c, c.simd(Simd.or, x, c.bits(-0x80000000)));
  const one = c.float(1);
  const above = c.select(c.simd(Simd.f32Lt, x, c.float(0)), e, one);
  const below = c.simd(Simd.f32Add, e, one);
  const lost = c.simd(Simd.f32Sub, e, c.simd(Simd.f32Sub, below, one));
  const inverse = c.nmadd(e, c.float(0.5), one);
  const quotient = c.simd(Simd.f32Div, above, below);
  return c.nmadd(quotient, c.simd(Simd.f32Mul, lost, inverse), quotient);
}

/** Coefficients of (e^2r − 1)/2 = r + r²·P(r). */
const HALF_EXPM1_REST: readonly number[] = /* @__PURE__ */ EXPM1_REST.map(
  (coefficient, k) => coefficient * 2 ** (k + 1),
);

/**
 * tanh x, within 2 ulp: with h = (e^2|x| − 1)/2 it is t = h/(h + 1), with the sign of x. The remainder of the quotient and the
 * rounding error of h + 1 are divided by h + 1 as a correction, with 1/(h + 1) = 1 − t. The correction is 0 where t is nearly 1 and h + 1 rounds to h. Without
 * fused multiply-add, the remainder of the quotient is not available, but the rounding error of h is. At most 14·ln 2 is
 * subtracted from |x|, so one rounding of ln 2 is enough.
 */
export function tanh(c: Code, x: Vector): Vector {
  const one = c.float(1);
  const magnitude = atMost(c, c.simd(Simd.f32Abs, x), 9.5);
  const shifted = c.madd(magnitude, c.float(2 * LOG2_E), c.float(BIASED_ROUNDER));
  const r = c.nmadd(c.simd(Simd.f32Sub, shifted, c.float(BIASED_ROUNDER)), c.float(Math.LN2 / 2), magnitude);
  const power = c.shift(Simd.i32Shl, shifted, 23);
  const bend = c.simd(Simd.f32Mul, c.polynomial(r, HALF_EXPM1_REST), c.simd(Simd.f32Mul, r, r));
  const rest = c.simd(Simd.f32Add, bend, r);
  const h = c.madd(power, rest, c.madd(power, c.float(0.5), c.float(-0.5)));
  const below = c.simd(Simd.f32Add, h, one);
  const lost = c.simd(Simd.f32Sub, h, c.simd(Simd.f32Sub, below, one));
  const t = c.simd(Simd.f32Div, h, below);
  const left = c.relaxed
    ? c.nmadd(t, below, h)
    : c.simd(Simd.f32Mul, power, c.simd(Simd.f32Sub, bend, c.simd(Simd.f32Sub, rest, r)));
  const inverse = atLeast(c, c.nmadd(t, c.float(1.000001), one), 0);
  const corrected = c.madd(c.nmadd(t, lost, left), inverse, t);
  return c.simd(Simd.or, corrected, c.simd(Simd.and, x, c.bits(-0x80000000)));
}
