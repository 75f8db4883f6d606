import { elementwise, type Unary } from "@cambium/tensor";

/**
 * Sigmoid-weighted linear unit, also called swish.
 *
 * silu(x) = x·σ(x)
 *
 * @see Elfwing, Uchibe, Doya: Sigmoid-weighted linear units for neural network function approximation (2018).
 */
export const silu: Unary = /* @__PURE__ */ elementwise("silu", (s, x) => s.mul(x, s.sigmoid(x)));
