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

/** Product over some dimensions or all of them; 1 for an empty dimension. int32 and bool give int32. */
export function prod(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  const attributes = attributesOf("prod", x, dim, options);
  return reduceAs(prodOp, x, countable(x), attributes);
}

/** Gradient of an extremum: the elements that are equal to it share the gradient equally. */
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
 * Largest element over some dimensions or all of them. NaN if an element is NaN. Equal largest elements share the
 * gradient equally.
 *
 * @throws {ShapeError} If a reduced dimension is empty.
 */
export function max(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  return extremum(maxOp, x, dim, options);
}

/**
 * Smallest element over some dimensions or all of them. NaN if an element is NaN. Equal smallest elements share the
 * gradient equally.
 *
 * @throws {ShapeError} If a reduced dimension is empty.
 */
export function min(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  return extremum(minOp, x, dim, options);
}

/** Largest element over some dimensions, which are kept with size 1; −∞ for an empty dimension. Internal. */
export function largest(x: Tensor, dim: Dims): Tensor {
  return runOp1(maxOp, [x], attributesOf("max", x, dim, kept));
}

/** True if any element is not 0 (bool); false for an empty dimension. */
export function any(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  const attributes = attributesOf("any", x, dim, options);
  return reduceAs(maxOp, x, cast(x, "bool"), attributes);
}

/** True if no element is 0 (bool); true for an empty dimension. */
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
 * Arithmetic mean over some dimensions or all of them; NaN for an empty dimension. The sum is divided before it is
 * rounded to the type, so it may exceed the range of the type. The mean of bools is the fraction of true elements,
 * float32.
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
