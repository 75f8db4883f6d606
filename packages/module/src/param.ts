import type { Tensor } from "@cambium/tensor";
import { ModelSlot } from "./model-slot.ts";
import type { BufferSpec, ParamSpec } from "./specs.ts";

/**
 * A learned tensor: a field of a layer, listed by `parameters(model)` and replaced by an optimizer.
 *
 * It is made from a tensor, or from a shape and an initializer. In the second case, and without an `rng`, it has no
 * value until `initialize(model, rng)` draws it or `loadStateDict` sets it; its shape is known at once.
 *
 * @example
 * class Scale {
 *   readonly weight = new Param({ shape: [8], init: 1 });
 *   readonly mix = new Param({ shape: [8, 8], init: kaimingNormal() });
 *   forward(x: Tensor): Tensor {
 *     return matmul(mul(x, this.weight.value), this.mix.value);
 *   }
 * }
 * const model = initialize(new Scale(), new Rng(42));
 */
export class Param extends ModelSlot {
  /** Tells a parameter from a buffer, also for the type checker. */
  readonly learned = true;

  /**
   * @param value First value, which it takes over, or its shape and initializer.
   * @throws {TypeError} If it is neither, or the tensor belongs to another parameter or buffer.
   * @throws {ShapeError} If the initializer makes another shape.
   */
  constructor(value: Tensor | ParamSpec) {
    super("Param", value);
  }
}

/**
 * A tensor that is part of a model's state but not learned, such as running statistics; listed by `buffers(model)`.
 *
 * @example
 * const runningMean = new Buffer({ shape: [8], init: 0 });
 */
export class Buffer extends ModelSlot {
  /** Tells a buffer from a parameter, also for the type checker. */
  readonly learned = false;

  /**
   * @param value First value, which it takes over, or its shape and how to make it.
   * @throws {TypeError} If it is neither, or the tensor belongs to another parameter or buffer.
   */
  constructor(value: Tensor | BufferSpec) {
    super("Buffer", value);
  }
}
