import type { Code, Vector } from "./code.ts";
import { exp, scaledExp } from "./exponential.ts";
import { Simd } from "./opcodes.ts";

/** erf(x)/x as a polynomial in x², for |x| ≤ 1, within 1.3·10⁻⁹. Fitted here. */
const SMALL = [
  1.128379107, -0.3761262596, 0.1128358543, -0.026853811, 0.005188327748, -0.0008010192541, 7.853857824e-5,
];
/** log(1 − erf(x)) for 1 ≤ x ≤ 4. */
const LOG_REST = [
  0.0001884677913, -1.129580259, -0.6332163811, -0.1084221005, 0.02521034144, -0.004205286037,
  0.0004414729192, -2.169763866e-5,
];

/** (1 + 2x)·e^(x²)·erfc(x) as a polynomial in t = (x − 2)/(x + 2), for 0 ≤ x ≤ 10.2, within 1.4·10⁻⁸. Fitted here. */
const SCALED_REST = [
  1.276978393, -0.09276398085, -0.166031425, 0.1640553468, -0.05420429945, -0.00805987602, 0.008631684379,
  0.001313525327, -0.00122993078, -0.0004005795828,
];
/** Mask of the sign, the exponent and the upper mantissa bits. A float masked by it has an exact square. */
const UPPER_BITS = -0x1000;

/** Error function, within 2 ulp: x·P(x²) near 0, elsewhere 1 − e^Q(|x|) with the sign of x. */
export function erf(c: Code, x: Vector): Vector {
  const small = c.simd(Simd.f32Mul, x, c.polynomial(c.simd(Simd.f32Mul, x, x), SMALL));
  const magnitude = c.simd(Simd.f32Pmin, c.simd(Simd.f32Abs, x), c.float(4));
  const rest = exp(c, c.polynomial(magnitude, LOG_REST));
  const large = c.simd(Simd.f32Sub, c.float(1), rest);
  const signed = c.simd(Simd.or, large, c.simd(Simd.and, x, c.bits(-0x80000000)));
  return c.select(c.simd(Simd.f32Gt, magnitude, c.float(1)), signed, small);
}

/**
 * Complementary error function, within 4.5 ulp, subnormal numbers included. x² is split into h², which is exact, and
 * (x − h)·(x + h), because rounding x² would cost e^(−x²) dozens of units. Where x < 0 it is 2 − erfc(−x).
 *
 * @see Shepherd, Laframboise: Chebyshev approximation of (1 + 2x)exp(x²)erfc x in 0 ≤ x < ∞ (1981).
 */
export function erfc(c: Code, x: Vector): Vector {
  const m = c.simd(Simd.f32Pmin, c.simd(Simd.f32Abs, x), c.float(10.2));
  const h = c.simd(Simd.and, m, c.bits(UPPER_BITS));
  const low = c.simd(Simd.f32Mul, c.simd(Simd.f32Sub, h, m), c.simd(Simd.f32Add, m, h));
  const two = c.float(2);
  const t = c.simd(Simd.f32Div, c.simd(Simd.f32Sub, m, two), c.simd(Simd.f32Add, m, two));
  const below = c.simd(Simd.f32Add, c.simd(Simd.f32Add, m, m), c.float(1));
  const factor = c.simd(Simd.f32Div, c.polynomial(t, SCALED_REST), below);
  const right = scaledExp(c, factor, c.simd(Simd.f32Neg, c.simd(Simd.f32Mul, h, h)), low);
  return c.select(c.simd(Simd.f32Lt, x, c.float(0)), c.simd(Simd.f32Sub, two, right), right);
}
