import { scope, type Tensor } from "@cambium/tensor";

/** Elements of the tensor that `make` returns, as numbers. Frees all tensors. */
export async function elements(make: () => Tensor): Promise<number[]> {
  const made = scope(make);
  const data = await made.data();
  made.dispose();
  return [...data];
}
