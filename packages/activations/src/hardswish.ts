import { elementwise, type Unary } from "@cambium/tensor";

/**
 * Silu with a piecewise linear sigmoid, which is cheap to compute.
 *
 * hardswish(x) = 0 where x < −3, x where x > 3, x·(x + 3)/6 in between
 *
 * Gradient −1/2 at −3 and 3/2 at 3.
 *
 * @see Howard et al.: Searching for MobileNetV3 (2019), §5.2.
 */
export const hardswish: Unary = /* @__PURE__ */ elementwise("hardswish", (s, x) =>
  s.select(s.lt(x, -3), 0, s.select(s.gt(x, 3), x, s.div(s.mul(x, s.add(x, 3)), 6))),
);
