import type { ModelSlot } from "./model-slot.ts";
import { UninitializedError } from "./uninitialized-error.ts";

/**
 * Checks that all parameters of a model can be read.
 *
 * @throws {UninitializedError} If not, with the names of those that have no value yet.
 */
export function requireInitialized(caller: string, slots: Readonly<Record<string, ModelSlot>>): void {
  const unset = Object.keys(slots).filter((name) => !slots[name]!.initialized);
  if (unset.length === 0) return;
  const named = unset.length > 8 ? [...unset.slice(0, 8), `${unset.length - 8} more`] : unset;
  throw new UninitializedError(
    `${caller}: these parameters have no value yet: ${named.join(", ")}. Call initialize(model, rng) or ` +
      "loadStateDict(model, state) first.",
  );
}
