import type { Backend } from "./backend.ts";
import { requireBackend } from "./checks/require-backend.ts";
import { requireTensor } from "./checks/require-tensor.ts";
import { fromTypedArray } from "./create.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Copies `x` to another backend. Gradients do not pass through the copy.
 *
 * @throws {TypeError} If `x` is not a tensor or `backend` is not a backend.
 */
export async function toBackend(x: Tensor, backend: Backend): Promise<Tensor> {
  requireTensor("toBackend", x);
  requireBackend("toBackend", backend);
  const { shape, dtype } = x;
  return fromTypedArray(await x.data(), shape, dtype, backend, "toBackend");
}
