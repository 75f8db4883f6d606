import { elementwise, type Tensor } from "@cambium/tensor";

const leaky = /* @__PURE__ */ elementwise("leakyRelu", (s, x, slope) =>
  s.select(s.gt(x, 0), x, s.mul(slope, x)),
);

/**
 * Rectifier with a small slope for negative numbers.
 *
 * leakyRelu(x) = x where x > 0, negativeSlope·x elsewhere
 *
 * Gradient `negativeSlope` at 0.
 *
 * @param negativeSlope Slope for x ≤ 0. Default: 0.01.
 * @see Maas, Hannun, Ng: Rectifier nonlinearities improve neural network acoustic models (2013).
 */
export function leakyRelu(x: Tensor, negativeSlope = 0.01): Tensor {
  return leaky(x, negativeSlope);
}
