import { scope, tensor } from "@cambium/tensor";
import { checkOptions, inWords } from "@cambium/tensor/checks";
import { convertSaved, type LoadableTensor } from "./convert-saved.ts";
import { ModelSlot } from "./model-slot.ts";
import { slotsOf } from "./parameters.ts";
import { requireInitialized } from "./require-initialized.ts";
import { resolveNames } from "./resolve-names.ts";
import {
  compareState,
  type SavedTensor,
  type SavedTensors,
  saveTensors,
  stateError,
} from "./saved-tensors.ts";
import { sharedNames } from "./shared-names.ts";

/**
 * Copies of all parameters and buffers of a model, by name, as they are when this is called. Saved and loaded again
 * they are the same to the last bit.
 *
 * @throws {UninitializedError} If a parameter has no value yet.
 * @example
 * const best = await stateDict(model);
 * loadStateDict(model, best);
 */
export async function stateDict(model: object): Promise<SavedTensors> {
  const slots = slotsOf("stateDict", model, ModelSlot);
  requireInitialized("stateDict", slots);
  return saveTensors(Object.fromEntries(Object.entries(slots).map(([name, { value }]) => [name, value])));
}

/** Options of {@link loadStateDict}. */
export interface LoadOptions {
  /** True to throw if names are missing or unexpected. Default: true. */
  readonly strict?: boolean;
}

/** Names that {@link loadStateDict} passed over; both lists are empty when it is strict. */
export interface Loaded {
  /** Parameters and buffers that the state did not mention. They keep their values, or have none yet. */
  readonly missing: readonly string[];
  /** Names in the state that the model does not have. */
  readonly unexpected: readonly string[];
}

/**
 * Sets the parameters and buffers of a model to saved values, without drawing anything for those that have no value
 * yet. Either all that fit are set or, on an error, none.
 *
 * Names of PyTorch are understood: `norm.running_mean` is `norm.runningMean`, and `num_batches_tracked` is passed over.
 * A tied weight may have any of its names, or several with the same values.
 *
 * Values take the type of the parameter: floats are rounded to another float type, as in PyTorch, and every other
 * conversion must keep each element. A state without dtypes loads as well, such as the arrays of a `.npz` file.
 *
 * @param model Its parameters and buffers stay on their backends.
 * @param state As from {@link stateDict}, or any objects with `data` and `shape` by name.
 * @returns The names passed over.
 * @throws {TypeError} If there is no model, no state, or another option.
 * @throws {StateError} If a shape differs, a type cannot be converted, tied weights have different values, or, when
 *   strict, a name is missing or unexpected.
 * @example
 * loadStateDict(model, await readNpzFile("weights.npz"));
 */
export function loadStateDict(
  model: object,
  state: Readonly<Record<string, LoadableTensor>>,
  options: LoadOptions = {},
): Loaded {
  checkOptions("loadStateDict", options, ["strict"]);
  const { strict = true } = options;
  requireState(state);
  const slots = slotsOf("loadStateDict", model, ModelSlot);
  const names = sharedNames("loadStateDict", model);
  const { found, unexpected, clashes } = resolveNames(names, state);
  const { saved, troubles } = convertAll(slots, found);
  const label = (name: string): string => sharing(name, names.get(name));
  const mismatch = compareState(slots, saved, label);
  const missing = mismatch.missing.filter((name) => !found.has(name));
  const mismatched = [...clashes, ...troubles, ...mismatch.mismatched];
  const error = strict
    ? stateError("loadStateDict", { missing, unexpected, mismatched }, nameAdvice, label)
    : stateError("loadStateDict", { missing: [], unexpected: [], mismatched }, shapeAdvice, label);
  if (error) throw error;
  replaceAll(slots, saved);
  return { missing, unexpected };
}

function requireState(state: unknown): void {
  const isObject = typeof state === "object" && state !== null;
  if (isObject && !(state instanceof Promise) && !ArrayBuffer.isView(state) && !Array.isArray(state)) return;
  throw new TypeError(
    `loadStateDict: expected a state, tensors by name: got ${inWords(state)}. Pass what await stateDict(model) gave.`,
  );
}

/** A name with the other names of the same parameter. */
function sharing(name: string, all: readonly string[] = [name]): string {
  return all.length < 2 ? name : `${name} (shared with ${all.slice(1).join(", ")})`;
}

interface Converted {
  readonly saved: Readonly<Record<string, SavedTensor>>;
  /** A sentence for each value that cannot be loaded. */
  readonly troubles: readonly string[];
}

function convertAll(
  slots: Readonly<Record<string, ModelSlot>>,
  found: ReadonlyMap<string, unknown>,
): Converted {
  const saved: Record<string, SavedTensor> = {};
  const troubles: string[] = [];
  for (const [name, value] of found) {
    const converted = convertSaved(name, value, slots[name]!);
    if (typeof converted === "string") troubles.push(converted);
    else saved[name] = converted;
  }
  return { saved, troubles };
}

/** Sets the slots that are saved, once every new tensor exists, so that data that makes none changes nothing. */
function replaceAll(slots: Readonly<Record<string, ModelSlot>>, saved: SavedTensors): void {
  scope(() => {
    const values = Object.entries(saved).map(([name, { data, shape, dtype }]) => {
      const slot = slots[name]!;
      return [slot, tensor(data, { shape, dtype, backend: slot.backend })] as const;
    });
    for (const [slot, value] of values) slot.value = value;
  });
}

const nameAdvice =
  "Build the model with the same options, or pass { strict: false } to load the names that fit.";
const shapeAdvice = "Build the model with the same options.";
