import { keep, type Tensor } from "@cambium/tensor";

/** A tensor that a model owns and replaces from time to time: it outlives every scope. */
class Holder {
  #value: Tensor;

  /** @param value The first value; this takes it over. */
  constructor(value: Tensor) {
    this.#value = keep(value);
  }

  /** The present value. It belongs to the model: keep a copy rather than the tensor, which goes when it is replaced. */
  get value(): Tensor {
    return this.#value;
  }

  /** Takes over a new value and disposes the old one. */
  set value(next: Tensor) {
    if (next === this.#value) return;
    const old = this.#value;
    this.#value = keep(next);
    old.dispose();
  }

  /** Gives the memory back. */
  dispose(): void {
    this.#value.dispose();
  }
}

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
export class Param extends Holder {
  /** Tells a parameter from a buffer, also for the type checker. */
  readonly learned = true;
}

/** A tensor that is part of a model's state but not learned, such as running statistics; found by `buffers(model)`. */
export class Buffer extends Holder {
  readonly learned = false;
}
