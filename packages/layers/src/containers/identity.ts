import type { Tensor } from "@cambium/tensor";

/** Returns its input: stands where a model could have a layer, but has none. */
export class Identity {
  /** @returns x itself. */
  forward(x: Tensor): Tensor {
    return x;
  }
}
