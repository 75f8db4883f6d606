import { requireTensor } from "../checks/require-tensor.ts";
import { runViewOp, type ViewOp } from "../op.ts";
import type { Tensor } from "../tensor.ts";

const stopGradientOp: ViewOp = { name: "stopGradient", view: (x) => x };

/** Returns `x` as a constant: a view of the same elements through which no gradient passes. */
export function stopGradient(x: Tensor): Tensor {
  requireTensor("stopGradient", x);
  return runViewOp(stopGradientOp, x, undefined);
}

const aliasOp: ViewOp = { name: "alias", view: (x) => x, vjp: (_call, cotangents) => cotangents };

/** Returns a view of all of `x` as a separate tensor. It has the same values, passes gradients, and is disposed separately. */
export function alias(x: Tensor): Tensor {
  requireTensor("alias", x);
  return runViewOp(aliasOp, x, undefined);
}
