import { Slot, Tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

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

  /**
   * @param value The first value, which it takes over.
   * @throws {TypeError} If that is no tensor, or belongs to another parameter or buffer.
   */
  constructor(value: Tensor) {
    requireTensor("Param", value);
    super(value);
  }
}

/** A tensor that is part of a model's state but not learned, such as running statistics; found by `buffers(model)`. */
export class Buffer extends Slot {
  /** Tells a buffer from a parameter, also for the type checker. */
  readonly learned = false;

  /**
   * @param value The first value, which it takes over.
   * @throws {TypeError} If that is no tensor, or belongs to another parameter or buffer.
   */
  constructor(value: Tensor) {
    requireTensor("Buffer", value);
    super(value);
  }
}

function requireTensor(owner: string, value: unknown): void {
  if (value instanceof Tensor) return;
  throw new TypeError(
    `${owner}: its value must be a tensor: got ${inWords(value)}. Make one with tensor(…).`,
  );
}
