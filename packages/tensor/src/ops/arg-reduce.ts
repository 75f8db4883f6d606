import type { ArgReduceOp } from "../backend.ts";
import { ShapeError } from "../errors.ts";
import { type KernelOp, runOp1 } from "../op.ts";
import { scope } from "../scope.ts";
import { formatShape, normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { attributesOf, keptShape, keptView, type ReduceOptions, reducedShape } from "./reduction.ts";
import { flatten, reshape } from "./view-ops.ts";

function argReduction(
  kind: ArgReduceOp,
): KernelOp<{ readonly axes: readonly [number]; readonly keepDim: boolean }> {
  return {
    name: kind === "max" ? "argmax" : "argmin",
    infer: ([x], attributes) => [{ shape: reducedShape(x!.shape, attributes), dtype: "int32" }],
    kernel: (backend, [x], { axes }, [out]) =>
      backend.argReduce(kind, x!, axes[0], keptView(out!, keptShape(x!.shape, axes))),
  };
}

const argmaxOp = /* @__PURE__ */ argReduction("max");
const argminOp = /* @__PURE__ */ argReduction("min");

function argReduce(
  op: typeof argmaxOp,
  x: Tensor,
  dim: number | undefined,
  options: ReduceOptions | undefined,
): Tensor {
  const attributes = attributesOf(op.name, x, dim, options);
  if (dim === undefined || x.rank === 0) {
    const shape = reducedShape(x.shape, attributes);
    return scope(() => reshape(argReduce(op, flatten(x), 0, undefined), shape));
  }
  const axis = normalizeAxis(op.name, dim, x.rank);
  if (x.shape[axis] === 0) {
    throw new ShapeError(
      `${op.name}: dimension ${axis} of ${formatShape(x.shape)} is empty, so nothing is largest or smallest.`,
    );
  }
  return runOp1(op, [x], { axes: [axis], keepDim: attributes.keepDim });
}

/**
 * Index (int32) of the largest element along a dimension. Of equal elements it is the first. NaN counts as the largest.
 *
 * @param dim Default: all dimensions, and the index counts in row-major order.
 * @param options `keepDim`: default false.
 * @throws {ShapeError} If the dimension is empty.
 */
export function argmax(x: Tensor, dim?: number, options?: ReduceOptions): Tensor {
  return argReduce(argmaxOp, x, dim, options);
}

/**
 * Index (int32) of the smallest element along a dimension. Of equal elements it is the first. NaN counts as the smallest.
 *
 * @param dim Default: all dimensions, and the index counts in row-major order.
 * @param options `keepDim`: default false.
 * @throws {ShapeError} If the dimension is empty.
 */
export function argmin(x: Tensor, dim?: number, options?: ReduceOptions): Tensor {
  return argReduce(argminOp, x, dim, options);
}
