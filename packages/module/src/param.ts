import { Slot } from "@cambium/tensor";

/**
 * A tensor that is learned: a field of a layer, found by `parameters(model)`, replaced by an optimizer.
 *
 * @example
 * class Scale {
 *   readonly weight = new Param(ones([1]));
 *   forward(x: Tensor): Tensor {
 *     return mul(x, this.weight.value);
 *   }
 * }
 */
export class Param extends Slot {
  /** Tells a parameter from a buffer, also for the type checker. */
  readonly learned = true;
}

/** A tensor that is part of a model's state but not learned, such as running statistics; found by `buffers(model)`. */
export class Buffer extends Slot {
  /** Tells a buffer from a parameter, also for the type checker. */
  readonly learned = false;
}
