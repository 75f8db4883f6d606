import { type DType, kindOf } from "../dtype.ts";
import { type KernelOp, runOp1 } from "../op.ts";
import type { Tensor } from "../tensor.ts";

const castOp: KernelOp<DType> = {
  name: "cast",
  infer: ([x], dtype) => [{ shape: (x as Tensor).shape, dtype }],
  kernel: (backend, [x], _dtype, [out]) => backend.copy(x!, out!),
  vjp: ({ inputs: [x], attributes }, [g]) =>
    g && kindOf[attributes] === "float" && kindOf[x!.dtype] === "float" ? [cast(g, x!.dtype)] : [],
};

/**
 * `x` with another element type; `x` itself if it has it already.
 *
 * To int32 truncates towards zero (NaN becomes 0); to bool tests for ≠ 0. The gradient passes between floats.
 *
 * @throws {DTypeError} If the backend has no such type.
 */
export function cast(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : runOp1(castOp, [x], dtype);
}
