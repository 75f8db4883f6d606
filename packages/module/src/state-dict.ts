import { Slot, scope, type Tensor, tensor } from "@cambium/tensor";
import { checkOptions, inWords } from "@cambium/tensor/checks";
import { slotsOf } from "./parameters.ts";
import { misfitsOf, type SavedTensor, type SavedTensors, saveTensors, stateError } from "./saved-tensors.ts";

/**
 * Copies of all parameters and buffers of a model, by name, as they are when this is called. Saved and loaded again
 * they are the same to the last bit.
 *
 * @example
 * const best = await stateDict(model);
 * loadStateDict(model, best);
 */
export async function stateDict(model: object): Promise<SavedTensors> {
  return saveTensors(valuesOf(slotsOf("stateDict", model, Slot)));
}

/** How {@link loadStateDict} treats names. */
export interface LoadOptions {
  /** Whether names that are missing or unexpected are an error. Default: true. */
  readonly strict?: boolean;
}

/** The names that {@link loadStateDict} passed over; both are empty when it is strict. */
export interface Loaded {
  /** Parameters and buffers that the state did not mention: they keep their values. */
  readonly missing: readonly string[];
  /** Names in the state that the model does not have. */
  readonly unexpected: readonly string[];
}

/**
 * Sets the parameters and buffers of a model to saved values. Either all that fit are set or, on an error, none.
 *
 * Names of PyTorch are understood: `norm.running_mean` is `norm.runningMean`, and `num_batches_tracked` is passed over.
 *
 * @param model Its parameters and buffers stay on their backends.
 * @param state As from {@link stateDict}.
 * @returns The names passed over.
 * @throws {TypeError} If there is no model, no state, or another option.
 * @throws {StateError} If a shape or type differs, or, when strict, a name is missing or unexpected.
 */
export function loadStateDict(model: object, state: SavedTensors, options: LoadOptions = {}): Loaded {
  checkOptions("loadStateDict", options, ["strict"]);
  const { strict = true } = options;
  requireState(state);
  const slots = slotsOf("loadStateDict", model, Slot);
  const saved = underNamesOf(slots, state);
  const { missing, unexpected, mismatched } = misfitsOf(valuesOf(slots), saved);
  const error = strict
    ? stateError("loadStateDict", { missing, unexpected, mismatched }, nameAdvice)
    : stateError("loadStateDict", { missing: [], unexpected: [], mismatched }, shapeAdvice);
  if (error) throw error;
  replaceAll(slots, saved);
  return { missing, unexpected };
}

function requireState(state: unknown): void {
  if (typeof state === "object" && state !== null && !(state instanceof Promise)) return;
  throw new TypeError(
    `loadStateDict: expected a state, tensors by name: got ${inWords(state)}. Pass what await stateDict(model) gave.`,
  );
}

/** Sets the slots that are saved, once every new tensor exists: data that makes none changes nothing. */
function replaceAll(slots: Readonly<Record<string, Slot>>, saved: SavedTensors): void {
  scope(() => {
    const fitting = Object.entries(slots).filter(([name]) => saved[name]);
    const values = fitting.map(([name, { value }]) => {
      const { data, shape, dtype } = saved[name]!;
      return tensor(data, { shape, dtype, backend: value.backend });
    });
    for (const [i, [, slot]] of fitting.entries()) slot.value = values[i]!;
  });
}

const nameAdvice =
  "Build the model with the same options, or pass { strict: false } to load the names that fit.";
const shapeAdvice = "Build the model with the same options.";

function valuesOf(slots: Readonly<Record<string, Slot>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(slots).map(([name, slot]) => [name, slot.value]));
}

/** The state under the names that the model uses. A name that fits exactly goes before one of PyTorch's. */
function underNamesOf(slots: Readonly<Record<string, Slot>>, state: SavedTensors): SavedTensors {
  const known = new Map(Object.keys(slots).map((name) => [camelCase(name), name]));
  const renamed: Record<string, SavedTensor> = {};
  for (const [name, value] of Object.entries(state)) {
    if (/(^|\.)num_batches_tracked$/.test(name)) continue;
    const ours = known.get(camelCase(name));
    const taken = ours === undefined || Object.hasOwn(slots, name) || Object.hasOwn(state, ours);
    renamed[taken ? name : ours] = value;
  }
  return renamed;
}

function camelCase(name: string): string {
  return name.replace(/(?<=[a-zA-Z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
