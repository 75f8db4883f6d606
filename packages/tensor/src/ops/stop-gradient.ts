import { requireTensor } from "../checks/require-tensor.ts";
import { runViewOp, type ViewOp } from "../op.ts";
import type { Tensor } from "../tensor.ts";

const stopGradientOp: ViewOp = { name: "stopGradient", view: (x) => x };

/** `x` as a constant: a view of the same elements through which no gradient passes. */
export function stopGradient(x: Tensor): Tensor {
  requireTensor("stopGradient", x);
  return runViewOp(stopGradientOp, x, undefined);
}

const aliasOp: ViewOp = { name: "alias", view: (x) => x, vjp: (_call, cotangents) => cotangents };

/** A view of all of `x`: equal in value and gradient, but a tensor of its own, with a life and an identity of its own. */
export function alias(x: Tensor): Tensor {
  requireTensor("alias", x);
  return runViewOp(aliasOp, x, undefined);
}
