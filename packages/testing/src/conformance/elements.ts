import { scope, type Tensor } from "@cambium/tensor";

/** The elements of what `make` returns, as numbers; nothing stays behind. */
export async function elements(make: () => Tensor): Promise<number[]> {
  const made = scope(make);
  const data = await made.data();
  made.dispose();
  return [...data];
}
