import { requireTensor } from "../checks/require-tensor.ts";
import { type KernelOp, runOp1 } from "../op.ts";
import { scope } from "../scope.ts";
import { normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { cast } from "./cast.ts";
import { flip } from "./slice.ts";
import { reshape } from "./view-ops.ts";

const cumsumOp: KernelOp<number> = {
  name: "cumsum",
  infer: ([x]) => [{ shape: x!.shape, dtype: x!.dtype }],
  kernel: (backend, [x], axis, [out]) => backend.cumsum(x!, axis, out!),
  vjp: ({ attributes: axis }, [g]) => [g && flip(cumsum(flip(g, axis), axis), axis)],
};

/** Cumulative sum along a dimension: each element is the sum of the elements up to and including its index. bool gives int32. */
export function cumsum(x: Tensor, dim: number): Tensor {
  requireTensor("cumsum", x);
  if (x.rank === 0) return scope(() => reshape(cumsum(reshape(x, [1]), dim), []));
  const axis = normalizeAxis("cumsum", dim, x.rank);
  return scope(() => runOp1(cumsumOp, [x.dtype === "bool" ? cast(x, "int32") : x], axis));
}
