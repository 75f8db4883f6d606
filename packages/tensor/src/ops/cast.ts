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
 * `x` with another element type; `x` itself if it has it already.
 *
 * To int32 truncates toward zero; what int32 cannot hold becomes the nearest number that it can, ±∞ included, and NaN
 * becomes 0: `cast(tensor([3e9, -1.5, NaN]), "int32")` is [2147483647, −1, 0] on every backend. (PyTorch and NumPy leave
 * these to the processor.) To bool tests for ≠ 0, so NaN is true and −0 false. int32 to float32 rounds to the nearest
 * float, as do ints that meet floats in arithmetic and comparisons: 16777217 equals the float32 16777216. The gradient
 * passes between floats.
 *
 * @throws {DTypeError} If the backend has no such type.
 */
export function cast(x: Tensor, dtype: DType): Tensor {
  requireTensor("cast", x);
  if (x.dtype === dtype) return x;
  requireDType("cast", dtype);
  return runOp1(castOp, [x], dtype);
}
