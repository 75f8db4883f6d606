import type { Backend } from "./backend.ts";
import { fromTypedArray } from "./create.ts";
import type { Tensor } from "./tensor.ts";

/** A copy of `x` on another backend. No gradient passes. */
export async function toBackend(x: Tensor, backend: Backend): Promise<Tensor> {
  const { shape, dtype } = x;
  return fromTypedArray(await x.data(), shape, dtype, backend, "toBackend");
}
