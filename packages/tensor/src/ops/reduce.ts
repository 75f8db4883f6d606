import { type KernelOp, runOp1 } from "../op.ts";
import { scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import { div, mul } from "./arithmetic.ts";
import { cast } from "./cast.ts";
import { eq } from "./comparison.ts";
import { productOfOthers } from "./prod-gradient.ts";
import {
  attributesOf,
  countable,
  type ReduceAttributes,
  type ReduceOptions,
  reduceAs,
  reducedCount,
  reduction,
  spread,
} from "./reduction.ts";
import { requireFloat } from "./require-float.ts";
import { sum } from "./sum.ts";

const prodOp: KernelOp<ReduceAttributes> = /* @__PURE__ */ reduction(
  "prod",
  ({ inputs: [x], attributes: { axes } }, [g]) => [
    g && mul(spread(g, x!.shape, axes), productOfOthers(x!, axes)),
  ],
);

/** Product over some dimensions or all; 1 over nothing. int32 and bool give int32. */
export function prod(x: Tensor, options: ReduceOptions = {}): Tensor {
  return reduceAs(prodOp, x, countable(x), attributesOf("prod", x, options));
}

/** The gradient of an extremum goes to the places that reach it, in equal parts. */
const extremumVjp: NonNullable<KernelOp<ReduceAttributes>["vjp"]> = (
  { inputs: [x], outputs: [y], attributes: { axes } },
  [g],
) => {
  if (!g) return [];
  const reached = cast(eq(x!, spread(y!, x!.shape, axes)), x!.dtype);
  const share = div(reached, sum(reached, { dim: axes, keepDim: true }));
  return [mul(spread(g, x!.shape, axes), share)];
};

const maxOp: KernelOp<ReduceAttributes> = /* @__PURE__ */ reduction("max", extremumVjp);
const minOp: KernelOp<ReduceAttributes> = /* @__PURE__ */ reduction("min", extremumVjp);

/** Largest element over some dimensions or all; −∞ over nothing; NaN if there is one. Equal largest elements share the gradient. */
export function max(x: Tensor, options: ReduceOptions = {}): Tensor {
  return runOp1(maxOp, [x], attributesOf("max", x, options));
}

/** Smallest element over some dimensions or all; +∞ over nothing; NaN if there is one. Equal smallest elements share the gradient. */
export function min(x: Tensor, options: ReduceOptions = {}): Tensor {
  return runOp1(minOp, [x], attributesOf("min", x, options));
}

/** Whether any element is not 0 (bool). */
export function any(x: Tensor, options: ReduceOptions = {}): Tensor {
  return reduceAs(maxOp, x, cast(x, "bool"), attributesOf("any", x, options));
}

/** Whether all elements are not 0 (bool). */
export function all(x: Tensor, options: ReduceOptions = {}): Tensor {
  return reduceAs(minOp, x, cast(x, "bool"), attributesOf("all", x, options));
}

/**
 * Arithmetic mean over some dimensions or all; NaN over nothing.
 *
 * mean(x) = (1/n) Σ x
 *
 * @throws {DTypeError} If x is not a float.
 */
export function mean(x: Tensor, options: ReduceOptions = {}): Tensor {
  requireFloat("mean", x);
  const count = reducedCount("mean", x, options);
  return scope(() => (count === 0 ? div(sum(x, options), 0) : mul(sum(x, options), 1 / count)));
}
