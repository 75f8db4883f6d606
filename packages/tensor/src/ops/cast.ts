import { requireTensor } from "../checks/require-tensor.ts";
import { type DType, kindOf, requireDType } from "../dtype.ts";
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
 * Converts `x` to another element type. Returns `x` itself if it already has this type.
 *
 * - To int32: truncates toward zero. Numbers out of range, ±∞ included, become the nearest int32, and NaN becomes 0:
 *   `cast(tensor([3e9, -1.5, NaN]), "int32")` is [2147483647, −1, 0] on every backend. In PyTorch and NumPy these results
 *   depend on the processor.
 * - To bool: tests for ≠ 0, so NaN is true and −0 is false.
 * - From int32 to float32: rounds to the nearest float. The same holds for ints that are combined or compared with
 *   floats, so 16777217 equals the float32 16777216.
 *
 * Gradients pass between floats.
 *
 * @throws {DTypeError} If the backend does not support the type.
 */
export function cast(x: Tensor, dtype: DType): Tensor {
  requireTensor("cast", x);
  if (x.dtype === dtype) return x;
  requireDType("cast", dtype);
  return runOp1(castOp, [x], dtype);
}
