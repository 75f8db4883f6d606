import type { Mode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";

/**
 * What can be a part of a model: anything with a `forward`. There is no base class; fields that are a `Param`, a
 * `Buffer` or another layer are found by walking the object.
 *
 * A layer whose result does not depend on training leaves the second argument out of its own `forward`.
 */
export interface Layer {
  /** The output for a batch: x is usually [N, …]. Neither x nor the parameters are changed; `mode` tells training from inference. */
  forward(x: Tensor, mode: Mode): Tensor;
}
