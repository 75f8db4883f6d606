import { requireTensor } from "../checks/require-tensor.ts";
import { ShapeError } from "../errors.ts";
import { runOp1, runViewOp, type ViewOp } from "../op.ts";
import { scope } from "../scope.ts";
import { checkShape, formatShape, requireList, type Shape, sameShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { expandView } from "../view.ts";
import { sumOp } from "./sum.ts";
import { reshape } from "./view-ops.ts";

const expandOp: ViewOp<Shape> = {
  name: "expand",
  view: expandView,
  vjp: ({ inputs: [x] }, [g]) => [g && sumTo(g, x!.shape)],
};

/**
 * Returns a view with dimensions of size 1 repeated to `shape` and new dimensions before the first. No memory is copied.
 *
 * @param shape New sizes; −1 keeps a size.
 * @throws {ShapeError} If a size other than 1 would change.
 */
export function expand(x: Tensor, shape: Shape): Tensor {
  requireTensor("expand", x);
  requireList("expand", "sizes", shape);
  const missing = shape.length - x.rank;
  const full = shape.map((size, i) => (size === -1 ? (x.shape[i - missing] ?? -1) : size));
  const fits = missing >= 0 && x.shape.every((size, i) => size === 1 || size === full[i + missing]);
  if (!fits || full.some((size) => size < 0)) {
    throw new ShapeError(
      `expand: ${formatShape(x.shape)} does not expand to ${formatShape(shape)}. Only sizes of 1 can be repeated, ` +
        "and new dimensions come first.",
    );
  }
  checkShape("expand", full);
  return sameShape(full, x.shape) ? x : runViewOp(expandOp, x, full);
}

/** Adjoint of broadcasting: sums `x` over the dimensions in which `shape` was repeated to the shape of `x`. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const missing = x.rank - shape.length;
  const dims = x.shape.flatMap((size, i) =>
    i < missing || (shape[i - missing] === 1 && size !== 1) ? [i] : [],
  );
  return scope(() => reshape(runOp1(sumOp, [x], { axes: dims, keepDim: false }), shape));
}
