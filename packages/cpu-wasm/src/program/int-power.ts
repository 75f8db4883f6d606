import type { Code, Vector } from "./code.ts";
import { Simd, Type } from "./opcodes.ts";

/**
 * aᵇ of int32s, wrapping, by squaring: the product of a^(2ᵏ) over the bits k of b. For a negative b, aᵇ is rounded toward
 * zero, so that it is 0 unless a is 1 or −1.
 */
export function intPower(c: Code, a: Vector, b: Vector): Vector {
  const product = c.get(c.bits(1)).result(Type.v128);
  const square = c.get(a).result(Type.v128);
  const rest = c.get(c.simd(Simd.i32MaxS, b, c.bits(0))).result(Type.v128);
  c.loop(() => {
    const isOdd = c.simd(Simd.i32Ne, c.simd(Simd.and, rest, c.bits(1)), c.bits(0));
    c.get(c.select(isOdd, c.simd(Simd.i32Mul, product, square), product)).set(product);
    c.get(c.simd(Simd.i32Mul, square, square)).set(square);
    c.get(c.shift(Simd.i32ShrU, rest, 1)).set(rest);
    c.get(rest).simdInstruction(Simd.anyTrue).branchIf(0);
  });
  return c.select(c.simd(Simd.i32LtS, b, c.bits(0)), powerBelowZero(c, a, b), product);
}

/** Power with a negative exponent: 1 for a base of 1, ±1 for a base of −1 with an even or odd exponent, and 0 for all others. */
function powerBelowZero(c: Code, a: Vector, b: Vector): Vector {
  const sign = c.simd(Simd.or, c.simd(Simd.i32Neg, c.simd(Simd.and, b, c.bits(1))), c.bits(1));
  const ofMinusOne = c.simd(Simd.and, c.simd(Simd.i32Eq, a, c.bits(-1)), sign);
  return c.simd(Simd.or, ofMinusOne, c.simd(Simd.and, c.simd(Simd.i32Eq, a, c.bits(1)), c.bits(1)));
}
