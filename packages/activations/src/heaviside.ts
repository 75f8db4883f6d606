import { elementwise, type Tensor } from "@cambium/tensor";

const step = /* @__PURE__ */ elementwise("heaviside", (s, x, valueAtZero) =>
  s.select(s.gt(x, 0), 1, s.select(s.eq(x, 0), valueAtZero, 0)),
);

/**
 * Unit step, the activation of the perceptron.
 *
 * heaviside(x) = 0 where x < 0, `valueAtZero` where x = 0, 1 where x > 0
 *
 * The gradient is 0 everywhere, so nothing is learned through it. NaN gives 0, as in PyTorch.
 *
 * @param valueAtZero Result at 0. Default: 0.5, the mean of both sides. PyTorch has no default.
 * @see Rosenblatt: The perceptron (1958).
 */
export function heaviside(x: Tensor, valueAtZero = 0.5): Tensor {
  return step(x, valueAtZero);
}
