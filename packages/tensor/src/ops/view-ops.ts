import { requireTensor } from "../checks/require-tensor.ts";
import { ShapeError } from "../errors.ts";
import { type KernelOp, runOp1, runViewOp, type ViewOp } from "../op.ts";
import { scope } from "../scope.ts";
import {
  checkShape,
  denseStrides,
  formatShape,
  normalizeAxis,
  requireList,
  type Shape,
  sameShape,
  sizeOf,
} from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { isDense } from "../view.ts";

const contiguousOp: KernelOp = {
  name: "contiguous",
  infer: ([x]) => [{ shape: x!.shape, dtype: x!.dtype }],
  kernel: (backend, [x], _, [out]) => backend.copy(x!, out!),
  vjp: (_call, cotangents) => cotangents,
};

/** Returns `x` in dense row-major memory: `x` itself if it is already dense, otherwise a copy. */
export function contiguous(x: Tensor): Tensor {
  requireTensor("contiguous", x);
  return isDense(x.view) ? x : runOp1(contiguousOp, [x], undefined);
}

const reshapeOp: ViewOp<Shape> = {
  name: "reshape",
  view: ({ storage, offset, dtype }, shape) => ({
    storage,
    offset,
    shape,
    strides: denseStrides(shape),
    dtype,
  }),
  vjp: ({ inputs: [x] }, [g]) => [g && reshape(g, x!.shape)],
};

/**
 * Returns the same elements, in row-major order, with other sizes. One size may be −1 and is computed from the others.
 *
 * The result is a view if `x` is dense, otherwise a copy.
 *
 * @throws {ShapeError} If the number of elements differs.
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  requireTensor("reshape", x);
  requireList("reshape", "sizes", shape);
  const complete = completeShape(x, shape);
  if (sameShape(complete, x.shape)) return x;
  if (isDense(x.view)) return runViewOp(reshapeOp, x, complete);
  return scope(() => runViewOp(reshapeOp, contiguous(x), complete));
}

/** Returns the shape with −1, if any, replaced. */
function completeShape(x: Tensor, shape: Shape): Shape {
  const open = shape.indexOf(-1);
  const others = open < 0 ? shape : shape.filter((_, i) => i !== open);
  checkShape("reshape", others);
  const known = sizeOf(others);
  const fits = open < 0 ? known === x.size : known > 0 && x.size % known === 0;
  if (!fits) {
    throw new ShapeError(
      `reshape: ${formatShape(x.shape)} has ${x.size} elements, which do not fill ${formatShape(shape)}. ` +
        "The product of the sizes must stay the same; one size may be -1.",
    );
  }
  return open < 0 ? [...shape] : shape.with(open, x.size / known);
}

/** Combines the dimensions from `startDim` to `endDim` (both included) into one. Default: all of them. */
export function flatten(x: Tensor, startDim = 0, endDim = -1): Tensor {
  requireTensor("flatten", x);
  if (x.rank === 0) return reshape(x, [1]);
  const start = normalizeAxis("flatten", startDim, x.rank);
  const end = normalizeAxis("flatten", endDim, x.rank);
  if (start > end)
    throw new RangeError(`flatten: dimension ${startDim} comes after dimension ${endDim}. Swap them.`);
  return reshape(x, [
    ...x.shape.slice(0, start),
    sizeOf(x.shape.slice(start, end + 1)),
    ...x.shape.slice(end + 1),
  ]);
}

/** Inserts a dimension of size 1 before dimension `dim` (after the last if `dim` is the rank or −1). */
export function unsqueeze(x: Tensor, dim: number): Tensor {
  requireTensor("unsqueeze", x);
  const place = normalizeAxis("unsqueeze", dim, x.rank + 1);
  return reshape(x, x.shape.toSpliced(place, 0, 1));
}

/**
 * Removes dimension `dim`, whose size is 1.
 *
 * @param dim Default: all dimensions of size 1.
 *
 * @throws {ShapeError} If the size of `dim` is not 1.
 */
export function squeeze(x: Tensor, dim?: number): Tensor {
  requireTensor("squeeze", x);
  if (dim === undefined)
    return reshape(
      x,
      x.shape.filter((size) => size !== 1),
    );
  const place = normalizeAxis("squeeze", dim, x.rank);
  if (x.shape[place] === 1) return reshape(x, x.shape.toSpliced(place, 1));
  throw new ShapeError(
    `squeeze: dimension ${dim} of ${formatShape(x.shape)} has size ${x.shape[place]}, not 1.`,
  );
}

/** Inverse of a permutation. */
function inverseOrder(dims: readonly number[]): number[] {
  const inverse = new Array<number>(dims.length);
  for (let i = 0; i < dims.length; i++) inverse[dims[i]!] = i;
  return inverse;
}

const permuteOp: ViewOp<readonly number[]> = {
  name: "permute",
  view: (x, dims) => ({
    ...x,
    shape: dims.map((dim) => x.shape[dim]!),
    strides: dims.map((dim) => x.strides[dim]!),
  }),
  vjp: ({ attributes: dims }, [g]) => [g && runViewOp(permuteOp, g, inverseOrder(dims))],
};

/**
 * Returns a view with the dimensions in another order: dimension i of the result is dimension dims[i] of `x`.
 *
 * @throws {RangeError} If `dims` does not name each dimension once.
 */
export function permute(x: Tensor, dims: readonly number[]): Tensor {
  requireTensor("permute", x);
  requireList("permute", "dims", dims, "[1, 0]");
  const order = dims.map((dim) => normalizeAxis("permute", dim, x.rank));
  if (order.length !== x.rank || new Set(order).size !== x.rank) {
    throw new RangeError(
      `permute: ${formatShape(dims)} must name each of the ${x.rank} dimensions of ${formatShape(x.shape)} once.`,
    );
  }
  return runViewOp(permuteOp, x, order);
}

/** Returns a view with two dimensions swapped. Default: the last two, which transposes a matrix. */
export function transpose(x: Tensor, dim0 = -2, dim1 = -1): Tensor {
  requireTensor("transpose", x);
  return swapped(x, normalizeAxis("transpose", dim0, x.rank), normalizeAxis("transpose", dim1, x.rank));
}

/** Swaps the last two dimensions of a tensor that has at least two, without checks. Internal. */
export function matrixTranspose(x: Tensor): Tensor {
  return swapped(x, x.rank - 2, x.rank - 1);
}

function swapped(x: Tensor, first: number, second: number): Tensor {
  const order = new Array<number>(x.rank);
  for (let i = 0; i < order.length; i++) order[i] = i === first ? second : i === second ? first : i;
  return runViewOp(permuteOp, x, order);
}
