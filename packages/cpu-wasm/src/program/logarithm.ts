import type { Code, Vector } from "./code.ts";
import { Simd } from "./opcodes.ts";

const LN2_HIGH = 0.693359375;
const LN2_LOW: number = Math.LN2 - LN2_HIGH;
/** Bits of a number just below √½, the lower bound of mantissas in [√½, √2). */
const ROOT_HALF_BITS = 0x3f3504f3;
const LEAST_NORMAL: number = 2 ** -126;
/** (log(1 + f) − f + f²/2)/f³ on √½ − 1 ≤ f ≤ √2 − 1, within 6·10⁻⁹ of the logarithm. Fitted here. */
const LOG_REST = [
  0.3333333135, -0.2500082254, 0.2000122666, -0.1662335694, 0.1420176178, -0.1316019446, 0.1276154965,
  -0.07634429634,
];

/** log x for positive finite x, including subnormal numbers. The result for others is arbitrary. */
function logOfPositive(c: Code, x: Vector): Vector {
  const tiny = c.simd(Simd.f32Lt, x, c.float(LEAST_NORMAL));
  const lifted = c.select(tiny, c.simd(Simd.f32Mul, x, c.float(2 ** 23)), x);
  const from = c.simd(Simd.i32Sub, lifted, c.bits(ROOT_HALF_BITS));
  const exponent = c.shift(Simd.i32ShrS, from, 23);
  const mantissa = c.simd(Simd.i32Sub, lifted, c.shift(Simd.i32Shl, exponent, 23));
  const f = c.simd(Simd.f32Sub, mantissa, c.float(1));
  const lowered = c.simd(Simd.f32ConvertI32S, exponent);
  const n = c.simd(Simd.f32Sub, lowered, c.simd(Simd.and, tiny, c.float(23)));
  const square = c.simd(Simd.f32Mul, f, f);
  const cube = c.simd(Simd.f32Mul, square, f);
  const low = c.madd(n, c.float(LN2_LOW), c.simd(Simd.f32Mul, cube, c.polynomial(f, LOG_REST)));
  const middle = c.nmadd(square, c.float(0.5), low);
  return c.madd(n, c.float(LN2_HIGH), c.simd(Simd.f32Add, f, middle));
}

/** `value` for positive finite x, and the special values of log for others. */
function withSpecial(c: Code, x: Vector, value: Vector): Vector {
  const zero = c.float(0);
  const infinity = c.float(Number.POSITIVE_INFINITY);
  const usual = c.simd(Simd.and, c.simd(Simd.f32Gt, x, zero), c.simd(Simd.f32Lt, x, infinity));
  const notNegative = c.select(c.simd(Simd.f32Lt, x, zero), c.float(Number.NaN), x);
  const special = c.select(c.simd(Simd.f32Eq, x, zero), c.float(Number.NEGATIVE_INFINITY), notNegative);
  return c.select(usual, value, special);
}

/** Natural logarithm, within about 1 ulp. */
export function log(c: Code, x: Vector): Vector {
  return withSpecial(c, x, logOfPositive(c, x));
}

/** log(1 + x), within 2 ulp: with u = 1 + x rounded, log u + (x − (u − 1))/u. */
export function log1p(c: Code, x: Vector): Vector {
  const one = c.float(1);
  const u = c.simd(Simd.f32Add, x, one);
  // The rounding error is that of the smaller summand.
  const small = c.simd(Simd.f32Sub, x, c.simd(Simd.f32Sub, u, one));
  const large = c.simd(Simd.f32Sub, one, c.simd(Simd.f32Sub, u, x));
  const lost = c.select(c.simd(Simd.f32Gt, x, one), large, small);
  const sum = c.simd(Simd.f32Add, logOfPositive(c, u), c.simd(Simd.f32Div, lost, u));
  return c.select(c.simd(Simd.f32Eq, x, c.float(0)), x, withSpecial(c, u, sum));
}
