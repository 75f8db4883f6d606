import type { Code, Vector } from "./code.ts";
import { Plain, Simd, Type } from "./opcodes.ts";

const SIGN = -0x80000000;
/** Quotients below this bound are exact after truncation in float64, for all operands of 24 bits. */
const EXACT: number = 2 ** 28;
/** Number of steps of 28 bits that reduce any quotient of two float32s, which is below 2^277. */
const MOST_STEPS = 10;
// Bytes of the upper two lanes of a vector, twice, and of the lower two lanes of two vectors.
const UPPER = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
const LOWER_OF_BOTH = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];

/** Applies a function of two float64 lanes, which returns its results in the lower half, to both halves of a and b. */
function inHalves(c: Code, a: Vector, b: Vector, two: (a: Vector, b: Vector) => Vector): Vector {
  const lower = two(a, b);
  const upper = two(c.shuffle(a, a, UPPER), c.shuffle(b, b, UPPER));
  return c.shuffle(lower, upper, LOWER_OF_BOTH);
}

/** Truncated quotient of int32s, which float64 represents exactly. −2³¹ / −1 wraps, and x/0 is 0. */
export function truncDivideInts(c: Code, a: Vector, b: Vector): Vector {
  const quotient = inHalves(c, a, b, (x, y) => {
    const [left, right] = [c.simd(Simd.f64ConvertLowI32S, x), c.simd(Simd.f64ConvertLowI32S, y)];
    return c.simd(Simd.i32TruncSatF64SZero, c.simd(Simd.f64Div, left, right));
  });
  const wrapped = c.select(c.simd(Simd.i32Eq, b, c.bits(-1)), c.simd(Simd.i32Neg, a), quotient);
  return c.simd(Simd.and, wrapped, c.simd(Simd.i32Ne, b, c.bits(0)));
}

/** a − b·truncDivide(a, b) of int32s, or 0 if b is 0. */
export function fmodInts(c: Code, a: Vector, b: Vector): Vector {
  const rest = c.simd(Simd.i32Sub, a, c.simd(Simd.i32Mul, b, truncDivideInts(c, a, b)));
  return c.simd(Simd.and, rest, c.simd(Simd.i32Ne, b, c.bits(0)));
}

/** Truncated quotient of floats. */
export function truncDivideFloats(c: Code, a: Vector, b: Vector): Vector {
  return c.simd(Simd.f32Trunc, c.simd(Simd.f32Div, a, b));
}

/** Exact remainder of floats, with the sign of a. For an infinite b it is a, if a is finite. */
export function fmodFloats(c: Code, a: Vector, b: Vector): Vector {
  const rest = inHalves(c, a, b, (x, y) => {
    const [left, right] = [c.simd(Simd.f64PromoteLow, x), c.simd(Simd.f64PromoteLow, y)];
    return c.simd(Simd.f32DemoteF64Zero, remainderOfTwo(c, left, right));
  });
  const signed = c.simd(Simd.or, c.simd(Simd.f32Abs, rest), c.simd(Simd.and, a, c.bits(SIGN)));
  const infinity = c.float(Number.POSITIVE_INFINITY);
  const isInfinite = c.simd(Simd.f32Eq, c.simd(Simd.f32Abs, b), infinity);
  const kept = c.simd(Simd.and, isInfinite, c.simd(Simd.f32Lt, c.simd(Simd.f32Abs, a), infinity));
  return c.select(kept, a, signed);
}

/**
 * |a| − |b|·trunc(|a|/|b|) of two float64s that were float32s. If the quotient is too large for one exact step, multiples of
 * |b|·2²⁵², |b|·2²²⁴, … are subtracted first. The quotient of each step is below 2²⁸, so that all products are exact.
 */
function remainderOfTwo(c: Code, a: Vector, b: Vector): Vector {
  const rest = c.get(c.simd(Simd.f64Abs, a)).result(Type.v128);
  const divisor = c.get(c.simd(Simd.f64Abs, b)).result(Type.v128);
  const steps = c.constant(1).result(Type.i32);
  const quotient = c.simd(Simd.f64Div, rest, divisor);
  c.get(c.simd(Simd.f64Ge, quotient, c.double(EXACT))).simdInstruction(Simd.anyTrue);
  c.when(() => {
    c.get(c.simd(Simd.f64Mul, divisor, c.double(EXACT ** (MOST_STEPS - 1)))).set(divisor);
    c.constant(MOST_STEPS).set(steps);
  });
  c.loop(() => {
    const whole = c.simd(Simd.f64Trunc, c.simd(Simd.f64Div, rest, divisor));
    c.get(c.simd(Simd.f64Sub, rest, c.simd(Simd.f64Mul, whole, divisor))).set(rest);
    c.get(c.simd(Simd.f64Mul, divisor, c.double(1 / EXACT))).set(divisor);
    c.get(steps).constant(1).plain(Plain.i32Sub).set(steps);
    c.constant(0).get(steps).plain(Plain.i32LtS).branchIf(0);
  });
  return rest;
}
