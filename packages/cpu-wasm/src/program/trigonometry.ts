import type { Code, Vector } from "./code.ts";
import { eachLane } from "./lanes.ts";
import { Simd } from "./opcodes.ts";

const TWO_OVER_PI: number = 2 / Math.PI;
const ROUNDER = 12582912;
/** π/2 in three parts. Products of the first two with integers up to 2¹³ are exact. */
const PARTS: readonly number[] = [201 / 128, 2029 / 2 ** 22, Math.PI / 2 - 201 / 128 - 2029 / 2 ** 22];
/** Beyond this angle the parts are not exact enough, and lanes are computed one by one. */
const LARGEST_ANGLE = 1024;
/** (sin r − r)/r³ and (cos r − 1 + r²/2)/r⁴ as polynomials in r², for |r| ≤ π/4. Fitted here. */
const SINE_REST = [-0.1666666716, 0.008333329111, -0.0001983932743, 2.718237283e-6];
const COSINE_REST = [0.04166664556, -0.001388736186, 2.443772792e-5];

/** Sine of an angle in radians, within 2 ulp. For large angles it is as exact as `Math.sin`. */
export function sin(c: Code, x: Vector): Vector {
  return wave(c, x, "sin", 0);
}

/** Cosine of an angle in radians, within 2 ulp. For large angles it is as exact as `Math.cos`. */
export function cos(c: Code, x: Vector): Vector {
  return wave(c, x, "cos", 1);
}

/** Sine of x + `quarters`·π/2. `name` is the function of `Math` for large angles. */
function wave(c: Code, x: Vector, name: string, quarters: number): Vector {
  const shifted = c.madd(x, c.float(TWO_OVER_PI), c.float(ROUNDER));
  const n = c.simd(Simd.f32Sub, shifted, c.float(ROUNDER));
  const r = PARTS.reduce((rest, part) => c.nmadd(n, c.float(part), rest), x);
  const square = c.simd(Simd.f32Mul, r, r);
  const cube = c.simd(Simd.f32Mul, square, r);
  const sine = c.madd(cube, c.polynomial(square, SINE_REST), r);
  const fourth = c.simd(Simd.f32Mul, square, square);
  const even = c.nmadd(square, c.float(0.5), c.float(1));
  const cosine = c.madd(fourth, c.polynomial(square, COSINE_REST), even);
  // Quarters 1 and 3 are cosines, 2 and 3 negative.
  const quarter = c.simd(Simd.i32Add, shifted, c.bits(quarters));
  const odd = c.simd(Simd.i32Ne, c.simd(Simd.and, quarter, c.bits(1)), c.bits(0));
  const sign = c.shift(Simd.i32Shl, c.simd(Simd.and, quarter, c.bits(2)), 30);
  const near = c.simd(Simd.xor, c.select(odd, cosine, sine), sign);
  return withLargeAngles(c, x, near, name);
}

function withLargeAngles(c: Code, x: Vector, near: Vector, name: string): Vector {
  const large = c.simd(Simd.f32Gt, c.simd(Simd.f32Abs, x), c.float(LARGEST_ANGLE));
  const result = c.get(near).result(0x7b);
  c.get(large).simdInstruction(Simd.anyTrue);
  c.when(() => {
    const exact = eachLane(c, name, [x]);
    c.get(c.select(large, exact, near)).set(result);
  });
  return result;
}
