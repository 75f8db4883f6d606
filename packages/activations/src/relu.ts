import { elementwise, type Unary } from "@cambium/tensor";

/**
 * Rectified linear unit.
 *
 * relu(x) = max(x, 0)
 *
 * Gradient 0 at 0.
 *
 * @see Nair, Hinton: Rectified linear units improve restricted Boltzmann machines (2010).
 */
export const relu: Unary = /* @__PURE__ */ elementwise("relu", (s, x) => s.relu(x));
