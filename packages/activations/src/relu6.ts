import { elementwise, type Unary } from "@cambium/tensor";

/**
 * Rectifier that saturates at 6, so that low-precision numbers can hold its values.
 *
 * relu6(x) = min(max(x, 0), 6)
 *
 * Gradient 0 at 0 and at 6.
 *
 * @see Krizhevsky: Convolutional deep belief networks on CIFAR-10 (2010).
 */
export const relu6: Unary = /* @__PURE__ */ elementwise("relu6", (s, x) =>
  s.select(s.le(x, 0), 0, s.select(s.ge(x, 6), 6, x)),
);
