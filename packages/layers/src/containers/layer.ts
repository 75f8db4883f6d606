import type { Mode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";

/**
 * A layer: any object with a `forward`. There is no base class. Fields that are a `Param`, a `Buffer` or another layer are
 * found by walking the object.
 *
 * The `forward` of a layer whose result does not depend on training may leave out the second parameter.
 */
export interface Layer {
  /** Returns the output for a batch x, usually [N, …]. It changes neither x nor the parameters. `mode` is training or inference. */
  forward(x: Tensor, mode: Mode): Tensor;
}
