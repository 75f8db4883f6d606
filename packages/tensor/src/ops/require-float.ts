import { requireTensor } from "../checks/require-tensor.ts";
import { kindOf } from "../dtype.ts";
import { DTypeError } from "../errors.ts";
import { Tensor } from "../tensor.ts";

/**
 * Checks that a tensor is a float tensor.
 *
 * @throws {DTypeError} If it has another type.
 */
export function requireFloat(op: string, x: Tensor): void {
  if (x instanceof Tensor && kindOf[x.dtype] === "float") return;
  requireTensor(op, x);
  throw new DTypeError(`${op}: needs a float tensor: got ${x.dtype}. Cast it: cast(x, "float32").`);
}
