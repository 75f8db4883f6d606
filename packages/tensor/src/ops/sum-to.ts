import { scope } from "../scope.ts";
import { type Shape, sameShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { sum } from "./sum.ts";
import { reshape } from "./view-ops.ts";

/** The adjoint of broadcasting: sums `x` over the dimensions in which `shape` was repeated to give x's. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const missing = x.rank - shape.length;
  const dims = x.shape.flatMap((size, i) =>
    i < missing || (shape[i - missing] === 1 && size !== 1) ? [i] : [],
  );
  return scope(() => reshape(sum(x, { dim: dims }), shape));
}
