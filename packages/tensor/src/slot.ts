import { handOver } from "./ownership.ts";
import { formatShape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/** What a slot holds; kept apart so that it can be freed when the slot is gone. */
interface Content {
  tensor: Tensor;
}

/** Frees what the slots of a dropped model or optimizer held. */
const registry: FinalizationRegistry<Content> = /* @__PURE__ */ new FinalizationRegistry<Content>(
  ({ tensor }) => tensor.dispose(),
);

/**
 * A place that owns one tensor at a time, such as a parameter: the tensor outlives every scope, and is freed when
 * another takes its place, by `dispose`, or after the slot itself is dropped.
 */
export class Slot {
  readonly #content: Content;

  /**
   * @param value The first value; the slot takes it over from its scope.
   * @throws {TypeError} If it belongs to another slot.
   */
  constructor(value: Tensor) {
    this.#content = { tensor: taken(value) };
    registry.register(this, this.#content, this);
  }

  /** The present value. It belongs to the slot, and goes when it is replaced. */
  get value(): Tensor {
    return this.#content.tensor;
  }

  /**
   * Takes over a new value and disposes the old one.
   *
   * @throws {TypeError} If the new one belongs to another slot.
   */
  set value(next: Tensor) {
    const old = this.#content.tensor;
    if (next === old) return;
    this.#content.tensor = taken(next);
    old.dispose();
  }

  /** Gives the memory back. */
  dispose(): void {
    this.#content.tensor.dispose();
    registry.unregister(this);
  }
}

/** A tensor out of its scope, for which the slot answers from now on. */
function taken(tensor: Tensor): Tensor {
  tensor.assertUsable("Slot");
  if (isHeld(tensor)) throw held(tensor);
  handOver(tensor, undefined, false);
  return tensor;
}

/** Whether a slot answers for a tensor: no scope does, and the garbage collector is not watched for it either. */
function isHeld({ owner, watched, disposed }: Tensor): boolean {
  return owner === undefined && !watched && !disposed;
}

function held({ shape, origin }: Tensor): TypeError {
  return new TypeError(
    `Slot: the tensor ${formatShape(shape)} made by ${origin} already belongs to another parameter or buffer, which ` +
      "disposes it when its own value is replaced. Take alias(x) of it, or use one parameter in both places.",
  );
}
