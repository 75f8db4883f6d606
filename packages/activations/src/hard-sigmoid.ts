import { elementwise, type Unary } from "@cambium/tensor";

/**
 * Piecewise linear approximation of the sigmoid.
 *
 * hardSigmoid(x) = 0 where x ≤ −3, 1 where x ≥ 3, x/6 + 1/2 in between
 *
 * Gradient 0 at −3 and 3.
 *
 * @see Howard et al.: Searching for MobileNetV3 (2019), §5.2; PyTorch, `torch.nn.functional.hardsigmoid`.
 */
export const hardSigmoid: Unary = /* @__PURE__ */ elementwise("hardSigmoid", (s, x) =>
  s.select(s.le(x, -3), 0, s.select(s.ge(x, 3), 1, s.div(s.add(x, 3), 6))),
);
