import type { Backend } from "./backend.ts";
import { requireBackend } from "./checks/require-backend.ts";
import { requireTensor } from "./checks/require-tensor.ts";
import { fromTypedArray } from "./create.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Copies `x` to another backend. No gradient passes.
 *
 * @throws {TypeError} If an argument is of another kind.
 */
export async function toBackend(x: Tensor, backend: Backend): Promise<Tensor> {
  requireTensor("toBackend", x);
  requireBackend("toBackend", backend);
  const { shape, dtype } = x;
  return fromTypedArray(await x.data(), shape, dtype, backend, "toBackend");
}
