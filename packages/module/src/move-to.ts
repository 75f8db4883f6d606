import { type Backend, toBackend } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import { ModelSlot } from "./model-slot.ts";
import { slotsOf } from "./parameters.ts";
import { requireInitialized } from "./require-initialized.ts";

/**
 * Moves all parameters and buffers of a model to another backend. Their values stay the same to the last bit. All are
 * copied before the first one is replaced.
 *
 * An optimizer keeps its state on the backend where it was made. Make it after moving, or restore its saved state, which
 * moves it to the backend of the parameters.
 *
 * @throws {TypeError} If the model or the backend is missing.
 * @throws {UninitializedError} If a parameter has no value yet: `initialize(model, rng, { backend })` makes it there.
 * @throws {DTypeError} If the backend lacks the type of one of them.
 */
export async function moveTo(model: object, backend: Backend): Promise<void> {
  if (typeof backend?.alloc !== "function") {
    throw new TypeError(
      `moveTo: expected a backend: got ${inWords(backend)}. Pass one, such as await createWasmBackend().`,
    );
  }
  const named = slotsOf("moveTo", model, ModelSlot);
  requireInitialized("moveTo", named);
  const slots = Object.values(named);
  const copies = await Promise.allSettled(slots.map(({ value }) => toBackend(value, backend)));
  const failed = copies.find((copy) => copy.status === "rejected");
  if (failed) {
    for (const copy of copies) if (copy.status === "fulfilled") copy.value.dispose();
    throw failed.reason;
  }
  copies.forEach((copy, i) => {
    if (copy.status === "fulfilled") slots[i]!.value = copy.value;
  });
}
