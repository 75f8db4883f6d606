import { requireTensor } from "./checks/require-tensor.ts";
import { handOver } from "./ownership.ts";
import { formatShape } from "./shape.ts";
import { type Stateful, touch } from "./stateful.ts";
import { Tensor } from "./tensor.ts";

/** Content of a slot, kept apart so that it can be freed when the slot is gone. */
interface Content {
  tensor: Tensor | undefined;
}

/** Frees what the slots of a dropped model or optimizer held. */
const registry: FinalizationRegistry<Content> = /* @__PURE__ */ new FinalizationRegistry<Content>(
  ({ tensor }) => end(tensor, "The model or optimizer that held it was dropped. Keep a reference to it."),
);

/**
 * Owner of one tensor at a time, such as a parameter. The tensor outlives every scope, and is freed when another one
 * replaces it, by `dispose`, or after the slot itself is dropped.
 */
export class Slot implements Stateful<Tensor | undefined> {
  readonly #content: Content;
  /** Earlier value that `setBack` shows. This slot does not own it. */
  #borrowed: Tensor | undefined;

  /**
   * @param value First value; the slot takes it over from its scope. Without it the slot has none until `value` is set.
   * @throws {TypeError} If it belongs to another slot.
   */
  constructor(value?: Tensor) {
    this.#content = { tensor: value && taken(value) };
    registry.register(this, this.#content, this);
  }

  /**
   * Present value. It belongs to the slot, and is disposed when it is replaced.
   *
   * @throws {TypeError} If it was not set yet.
   */
  get value(): Tensor {
    const { tensor } = this.#content;
    if (!tensor) throw this.missing();
    touch(this, tensor);
    return tensor;
  }

  /**
   * Takes over a new value and disposes the old one.
   *
   * @throws {TypeError} If the new one belongs to another slot.
   */
  set value(next: Tensor) {
    const old = this.#content.tensor;
    if (next === old) return;
    touch(this, old);
    this.#content.tensor = taken(next);
    if (old !== this.#borrowed) end(old, replaced);
  }

  /**
   * Shows an earlier value while a computation is repeated.
   *
   * @returns A function that brings the present value back and disposes values set meanwhile.
   */
  setBack(before: Tensor | undefined): () => void {
    const content = this.#content;
    const [now, borrowed] = [content.tensor, this.#borrowed];
    now?.retain();
    content.tensor = before;
    this.#borrowed = before;
    return () => {
      if (content.tensor !== before) end(content.tensor, repeated);
      content.tensor = now && revived(now);
      now?.release();
      this.#borrowed = borrowed;
    };
  }

  /** True if there is a value. */
  get initialized(): boolean {
    return this.#content.tensor !== undefined;
  }

  /** Frees the memory. */
  dispose(): void {
    end(this.#content.tensor, "The parameter or buffer that held it was disposed.");
    registry.unregister(this);
  }

  /** The error for a value that is read before it was set. */
  protected missing(): Error {
    return new TypeError("Slot: it has no value yet. Set value first.");
  }
}

const replaced =
  "The parameter or buffer that held it has a new value since, as after an optimizer's step. " +
  "Read value again, or keep alias(value) before.";

const repeated = "A parameter or buffer held it while a computation was repeated. Return it from its scope.";

/** Disposes a value, so that a use of it afterwards is an error with this advice. */
function end(tensor: Tensor | undefined, remedy: string): void {
  if (!tensor) return;
  tensor.remedy = remedy;
  tensor.dispose();
}

/** Takes a tensor out of its scope; the slot owns it from now on. */
function taken(tensor: Tensor): Tensor {
  requireTensor("Slot", tensor, "its value");
  tensor.assertUsable("Slot");
  if (isHeld(tensor)) throw held(tensor);
  handOver(tensor, undefined, false);
  return tensor;
}

/** Returns a retained tensor, or another tensor on its memory if it was disposed meanwhile. */
function revived(tensor: Tensor): Tensor {
  return tensor.disposed ? taken(new Tensor(tensor.view, tensor.backend, tensor.origin)) : tensor;
}

/** True if a slot owns a tensor: no scope owns it, and the garbage collector is not watched for it either. */
function isHeld({ owner, watched, disposed }: Tensor): boolean {
  return owner === undefined && !watched && !disposed;
}

function held({ shape, origin }: Tensor): TypeError {
  return new TypeError(
    `Slot: the tensor ${formatShape(shape)} made by ${origin} already belongs to another parameter or buffer, which ` +
      "disposes it when its own value is replaced. Take alias(x) of it, or use one parameter in both places.",
  );
}
