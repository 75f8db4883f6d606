import { type FusedOp, runOp1 } from "../op.ts";
import { scope } from "../scope.ts";
import { normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { div, mul, neg, sub } from "./arithmetic.ts";
import { exp, log } from "./math.ts";
import { largest } from "./reduce.ts";
import { kept } from "./reduction.ts";
import { requireFloat } from "./require-float.ts";
import { sum } from "./sum.ts";
import { reshape } from "./view-ops.ts";

const softmaxOp: FusedOp<number> = {
  name: "softmax",
  fused: "softmax",
  infer: ([x]) => [{ shape: x!.shape, dtype: x!.dtype }],
  kernel: (backend, [x], axis, [out]) => backend.fused!.softmax!(x!, axis, out!),
  compose: ([x], axis) => {
    const powers = exp(sub(x!, largest(x!, axis)));
    return [div(powers, total(powers, axis))];
  },
  vjp: ({ outputs: [y], attributes: axis }, [g]) => [g && runOp1(softmaxGradientOp, [y!, g], axis)],
};

/** dx = y·(dy − Σ y·dy). */
const softmaxGradientOp: FusedOp<number> = {
  name: "softmaxGradient",
  fused: "softmaxGradient",
  infer: ([y]) => [{ shape: y!.shape, dtype: y!.dtype }],
  kernel: (backend, [y, dy], axis, [dx]) => backend.fused!.softmaxGradient!(y!, dy!, axis, dx!),
  compose: ([y, dy], axis) => [mul(y!, sub(dy!, total(mul(dy!, y!), axis)))],
  vjp: ({ inputs: [y, dy], attributes: axis }, [g], [needsY, needsDy]) => [
    g && needsY
      ? sub(mul(g, sub(dy!, total(mul(dy!, y!), axis))), mul(dy!, total(mul(g, y!), axis)))
      : undefined,
    g && needsDy ? runOp1(softmaxGradientOp, [y!, g], axis) : undefined,
  ],
};

/** Runs an op along a dimension. A scalar is treated as a vector of one element. */
function along(op: FusedOp<number>, x: Tensor, dim: number): Tensor {
  if (x.rank > 0) return runOp1(op, [x], normalizeAxis(op.name, dim, x.rank));
  return scope(() => reshape(along(op, reshape(x, [1]), dim), []));
}

/** Sum along one dimension, which is kept with size 1. */
function total(x: Tensor, axis: number): Tensor {
  return sum(x, axis, kept);
}

/**
 * Softmax: exponentials normalized to sum to 1 along a dimension, without overflow.
 *
 * softmax(x)ᵢ = e^xᵢ / Σⱼ e^xⱼ
 *
 * @param dim Default: −1, the last.
 * @throws {DTypeError} If x is not a float.
 */
export function softmax(x: Tensor, dim = -1): Tensor {
  requireFloat("softmax", x);
  return along(softmaxOp, x, dim);
}

const logSoftmaxOp: FusedOp<number> = {
  name: "logSoftmax",
  fused: "logSoftmax",
  infer: ([x]) => [{ shape: x!.shape, dtype: x!.dtype }],
  kernel: (backend, [x], axis, [out]) => backend.fused!.logSoftmax!(x!, axis, out!),
  compose: ([x], axis) => {
    const shifted = sub(x!, largest(x!, axis));
    return [sub(shifted, log(total(exp(shifted), axis)))];
  },
  vjp: ({ outputs: [y], attributes: axis }, [g]) => [g && runOp1(logSoftmaxGradientOp, [y!, g], axis)],
};

/** dx = dy − e^y·Σ dy. */
const logSoftmaxGradientOp: FusedOp<number> = {
  name: "logSoftmaxGradient",
  fused: "logSoftmaxGradient",
  infer: ([y]) => [{ shape: y!.shape, dtype: y!.dtype }],
  kernel: (backend, [y, dy], axis, [dx]) => backend.fused!.logSoftmaxGradient!(y!, dy!, axis, dx!),
  compose: ([y, dy], axis) => [sub(dy!, mul(exp(y!), total(dy!, axis)))],
  vjp: ({ inputs: [y, dy], attributes: axis }, [g], [needsY, needsDy]) => [
    g && needsY ? neg(mul(mul(g, exp(y!)), total(dy!, axis))) : undefined,
    g && needsDy ? sub(g, total(mul(g, exp(y!)), axis)) : undefined,
  ],
};

/**
 * Logarithm of {@link softmax}, accurate also where softmax underflows.
 *
 * logSoftmax(x)ᵢ = xᵢ − log Σⱼ e^xⱼ
 *
 * @param dim Default: −1, the last.
 * @throws {DTypeError} If x is not a float.
 */
export function logSoftmax(x: Tensor, dim = -1): Tensor {
  requireFloat("logSoftmax", x);
  return along(logSoftmaxOp, x, dim);
}
