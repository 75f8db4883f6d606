import type { Code, Vector } from "./code.ts";
import { exp } from "./exponential.ts";
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

/** Error function, within 2 ulp: x·P(x²) near 0, elsewhere 1 − e^Q(|x|) with the sign of x. */
export function erf(c: Code, x: Vector): Vector {
  const small = c.simd(Simd.f32Mul, x, c.polynomial(c.simd(Simd.f32Mul, x, x), SMALL));
  const magnitude = c.simd(Simd.f32Pmin, c.simd(Simd.f32Abs, x), c.float(4));
  const rest = exp(c, c.polynomial(magnitude, LOG_REST));
  const large = c.simd(Simd.f32Sub, c.float(1), rest);
  const signed = c.simd(Simd.or, large, c.simd(Simd.and, x, c.bits(-0x80000000)));
  return c.select(c.simd(Simd.f32Gt, magnitude, c.float(1)), signed, small);
}
