import { ShapeError } from "../errors.ts";
import { type KernelOp, runOp1 } from "../op.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { div, mul } from "./arithmetic.ts";
import { cast } from "./cast.ts";
import { eq } from "./comparison.ts";
import { divideExactly } from "./divide-exactly.ts";
import { productOfOthers } from "./prod-gradient.ts";
import {
  attributesOf,
  countable,
  type Dims,
  kept,
  type ReduceAttributes,
  type ReduceOptions,
  reduceAs,
  reducedCount,
  reduction,
} from "./reduction.ts";
import { requireFloat } from "./require-float.ts";
import { spread, sum } from "./sum.ts";

const prodOp: KernelOp<ReduceAttributes> = /* @__PURE__ */ reduction(
  "prod",
  ({ inputs: [x], attributes }, [g]) => [
    g && mul(spread(g, x!.shape, attributes), productOfOthers(x!, attributes.axes)),
  ],
);

/** Product over some dimensions or all; 1 over nothing. int32 and bool give int32. */
export function prod(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  const attributes = attributesOf("prod", x, dim, options);
  return reduceAs(prodOp, x, countable(x), attributes);
}

/** The gradient of an extremum goes to the places that reach it, in equal parts. */
const extremumVjp: NonNullable<KernelOp<ReduceAttributes>["vjp"]> = (
  { inputs: [x], outputs: [y], attributes },
  [g],
) => {
  if (!g) return [];
  const reached = cast(eq(x!, spread(y!, x!.shape, attributes)), x!.dtype);
  const share = div(reached, sum(reached, attributes.axes, { keepDim: true }));
  return [mul(spread(g, x!.shape, attributes), share)];
};

const maxOp: KernelOp<ReduceAttributes> = /* @__PURE__ */ reduction("max", extremumVjp);
const minOp: KernelOp<ReduceAttributes> = /* @__PURE__ */ reduction("min", extremumVjp);

function extremum(op: typeof maxOp, x: Tensor, dim: Dims, options: ReduceOptions | undefined): Tensor {
  const attributes = attributesOf(op.name, x, dim, options);
  if (reducedCount(x.shape, attributes) === 0) {
    throw new ShapeError(
      `${op.name}: dimensions [${attributes.axes}] of ${formatShape(x.shape)} are empty, so nothing is largest or smallest.`,
    );
  }
  return runOp1(op, [x], attributes);
}

/**
 * Largest element over some dimensions or all; NaN if there is one. Equal largest elements share the gradient.
 *
 * @throws {ShapeError} If it runs over nothing.
 */
export function max(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  return extremum(maxOp, x, dim, options);
}

/**
 * Smallest element over some dimensions or all; NaN if there is one. Equal smallest elements share the gradient.
 *
 * @throws {ShapeError} If it runs over nothing.
 */
export function min(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  return extremum(minOp, x, dim, options);
}

/** Largest element over some dimensions, which stay with size 1; −∞ over nothing. Internal. */
export function largest(x: Tensor, dim: Dims): Tensor {
  return runOp1(maxOp, [x], attributesOf("max", x, dim, kept));
}

/** Whether any element is not 0 (bool). */
export function any(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  const attributes = attributesOf("any", x, dim, options);
  return reduceAs(maxOp, x, cast(x, "bool"), attributes);
}

/** Whether all elements are not 0 (bool). */
export function all(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  const attributes = attributesOf("all", x, dim, options);
  return reduceAs(minOp, x, cast(x, "bool"), attributes);
}

const meanOp: KernelOp<ReduceAttributes> = /* @__PURE__ */ reduction(
  "mean",
  ({ inputs: [x], attributes }, [g]) => [
    g && spread(divideExactly(g, reducedCount(x!.shape, attributes)), x!.shape, attributes),
  ],
);

/**
 * Arithmetic mean over some dimensions or all; NaN over nothing. The sum is divided before it is rounded to the type, and
 * may itself be beyond it. The mean of bools is the share of those that are true, float32.
 *
 * mean(x) = (1/n) Σ x
 *
 * @throws {DTypeError} If x is int32.
 */
export function mean(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  if (x.dtype !== "bool") requireFloat("mean", x);
  const attributes = attributesOf("mean", x, dim, options);
  return reduceAs(meanOp, x, x.dtype === "bool" ? cast(x, "float32") : x, attributes);
}
