import { requireInteger } from "../checks/require-integer.ts";
import { requireTensor } from "../checks/require-tensor.ts";
import { arange, zeros } from "../create.ts";
import type { DType } from "../dtype.ts";
import { DTypeError, ShapeError } from "../errors.ts";
import { type KernelOp, runOp1 } from "../op.ts";
import { scope } from "../scope.ts";
import { formatShape, normalizeAxis, type Shape, sameShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { cast } from "./cast.ts";
import { eq } from "./comparison.ts";
import { expand } from "./expand.ts";
import { slice } from "./slice.ts";
import { reshape, unsqueeze } from "./view-ops.ts";

function requireIndex(op: string, index: Tensor): void {
  requireTensor(op, index, "index");
  if (index.dtype === "int32") return;
  throw new DTypeError(`${op}: indices must be int32: got ${index.dtype}. Cast them: cast(index, "int32").`);
}

const gatherOp: KernelOp<number> = {
  name: "gather",
  infer: ([x, index]) => [{ shape: index!.shape, dtype: x!.dtype }],
  kernel: (backend, [x, index], axis, [out]) => backend.gather(x!, index!, axis, out!),
  vjp: ({ inputs: [x, index], attributes: axis }, [g]) => [
    g && scatterAdd(zeros(x!.shape, { dtype: x!.dtype, backend: x!.backend }), axis, index!, g),
  ],
};

const scatterAddOp: KernelOp<number> = {
  name: "scatterAdd",
  infer: ([x]) => [{ shape: x!.shape, dtype: x!.dtype }],
  kernel: (backend, [x, index, src], axis, [out]) => {
    backend.copy(x!, out!);
    const reached = out!.shape.map((size, i) => (i === axis ? size : index!.shape[i]!));
    backend.scatterAdd(src!, index!, axis, { ...out!, shape: reached });
  },
  vjp: ({ inputs: [, index], attributes: axis }, [g]) => [g, undefined, g && gather(g, axis, index!)],
};

/** Checks that the index is no larger than x in all dimensions except `axis`. */
function checkPlaces(op: string, x: Shape, index: Shape, axis: number): void {
  if (x.length === index.length && index.every((size, i) => i === axis || size <= x[i]!)) return;
  throw new ShapeError(
    `${op}: index of shape ${formatShape(index)} does not fit ${formatShape(x)}: it needs the same number of ` +
      `dimensions, and no larger sizes but in dimension ${axis}.`,
  );
}

/**
 * Selects elements along a dimension: out[i][j] = x[index[i][j]][j] for `dim` 0, and so on.
 *
 * @param index int32, with as many dimensions as `x` and sizes no larger than those of `x` except in `dim`. The result
 *   has its shape.
 * @throws {RangeError} If an index is outside of the dimension. Negative indices are also outside.
 * @throws {ShapeError | DTypeError} If the index does not fit or is not int32.
 */
export function gather(x: Tensor, dim: number, index: Tensor): Tensor {
  requireTensor("gather", x);
  const axis = normalizeAxis("gather", dim, x.rank);
  requireIndex("gather", index);
  checkPlaces("gather", x.shape, index.shape, axis);
  return runOp1(gatherOp, [x, index], axis);
}

/**
 * Adds the elements of `src` to a copy of `x`, each at its index along a dimension. Elements with the same index are summed.
 *
 * out = x; out[index[i][j]][j] += src[i][j] for `dim` 0, and so on.
 *
 * @param index int32, with as many dimensions as `x` and sizes no larger than those of `x` except in `dim`.
 * @param src At least as large as the index in every dimension. Elements beyond the index are not used.
 * @throws {RangeError} If an index is outside of the dimension.
 * @throws {ShapeError | DTypeError} If shapes do not fit, types differ, or the index is not int32.
 */
export function scatterAdd(x: Tensor, dim: number, index: Tensor, src: Tensor): Tensor {
  requireTensor("scatterAdd", x);
  requireTensor("scatterAdd", src, "src");
  const axis = normalizeAxis("scatterAdd", dim, x.rank);
  requireIndex("scatterAdd", index);
  checkPlaces("scatterAdd", x.shape, index.shape, axis);
  if (index.rank !== src.rank || index.shape.some((size, i) => size > src.shape[i]!)) {
    throw new ShapeError(
      `scatterAdd: src ${formatShape(src.shape)} must be at least as large as index ${formatShape(index.shape)} in every ` +
        "dimension. Repeat src, or take fewer indices.",
    );
  }
  if (x.dtype !== src.dtype) {
    throw new DTypeError(`scatterAdd: x is ${x.dtype} but src is ${src.dtype}. Cast one of them.`);
  }
  if (x.dtype === "bool") throw new DTypeError("scatterAdd: bools do not add up. Cast x and src to int32.");
  if (sameShape(index.shape, src.shape)) return runOp1(scatterAddOp, [x, index, src], axis);
  const used = index.shape.map((size) => [0, size] as const);
  return scope(() => runOp1(scatterAddOp, [x, index, slice(src, used)], axis));
}

/**
 * Selects slices along a dimension: rows of a matrix for `dim` 0.
 *
 * @param index int32, one dimension.
 * @throws {RangeError} If an index is outside the dimension.
 * @throws {ShapeError | DTypeError} If the index is not one-dimensional or not int32.
 */
export function indexSelect(x: Tensor, dim: number, index: Tensor): Tensor {
  requireTensor("indexSelect", x);
  const axis = normalizeAxis("indexSelect", dim, x.rank);
  requireIndex("indexSelect", index);
  if (index.rank !== 1) {
    throw new ShapeError(
      `indexSelect: the index must have one dimension: got ${formatShape(index.shape)}. Flatten it.`,
    );
  }
  return scope(() => {
    const aligned = reshape(
      index,
      x.shape.map((_, i) => (i === axis ? index.size : 1)),
    );
    return gather(x, axis, expand(aligned, x.shape.with(axis, index.size)));
  });
}

/**
 * One-hot encoding: a row for each index, with 1 at the index and 0 elsewhere, shape [...index.shape, numClasses]. The row of an
 * index outside of [0, numClasses) is all 0.
 *
 * @param options `dtype`: default float32.
 * @throws {RangeError} If `numClasses` is not a whole number of at least 1.
 */
export function oneHot(index: Tensor, numClasses: number, options: { readonly dtype?: DType } = {}): Tensor {
  requireIndex("oneHot", index);
  requireInteger("oneHot", "numClasses", numClasses, 1);
  return scope(() => {
    const classes = arange(0, numClasses, { backend: index.backend });
    return cast(eq(unsqueeze(index, index.rank), classes), options.dtype ?? "float32");
  });
}
