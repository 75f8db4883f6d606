import { Slot, Tensor } from "@cambium/tensor";

/** A part of a model: the model itself, or an object in a field of another part. */
export interface Part {
  /** Path of fields from the model, joined by dots; empty for the model itself. */
  readonly name: string;
  readonly value: object;
  /** The part that has this one in a field. */
  readonly parent: Part | undefined;
}

/** The parts of a model, and those that are reached once more. */
export interface Parts {
  /** Each object once, depth first in the order of the fields, under its first name. */
  readonly parts: readonly Part[];
  /** Objects that another field has already led to; references back to an object around them are left out. */
  readonly repeats: readonly Part[];
}

/**
 * Everything that a model is made of: the values of own enumerable fields of arrays, plain objects and class
 * instances. An object that is reached twice is listed once, under its first name.
 *
 * @throws {TypeError} If the model is not an object.
 */
export function partsOf(caller: string, model: object): readonly Part[] {
  return walk(caller, model).parts;
}

/** As {@link partsOf}, with what is reached more than once. */
export function walk(caller: string, model: object): Parts {
  requireModel(caller, model);
  const found = { parts: [], repeats: [] };
  visit({ name: "", value: model, parent: undefined }, found, new Set());
  return found;
}

interface Found {
  readonly parts: Part[];
  readonly repeats: Part[];
}

function visit(part: Part, found: Found, seen: Set<object>): void {
  const { name, value } = part;
  if (seen.has(value)) {
    if (!isWithin(part, value)) found.repeats.push(part);
    return;
  }
  seen.add(value);
  found.parts.push(part);
  if (value instanceof Slot) return;
  for (const field of Object.keys(value)) {
    const child = (value as Readonly<Record<string, unknown>>)[field];
    if (isWalked(child)) visit({ name: joined(name, field), value: child, parent: part }, found, seen);
  }
}

/** The name of a field in a part. */
export function joined(name: string, field: string): string {
  return name === "" ? field : `${name}.${field}`;
}

/** True if a part is reached through an object. */
function isWithin({ parent }: Part, value: object): boolean {
  return parent !== undefined && (parent.value === value || isWithin(parent, value));
}

/** Tensors are values, not parts; typed arrays are data. Functions, maps and sets have no fields to look into. */
export function isWalked(value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && !(value instanceof Tensor) && !ArrayBuffer.isView(value)
  );
}

/**
 * Checks that a model is an object with fields.
 *
 * @throws {TypeError} If not.
 */
export function requireModel(caller: string, model: unknown): asserts model is object {
  if (isWalked(model)) return;
  const what = model instanceof Tensor ? "a tensor" : model === null ? "null" : typeof model;
  throw new TypeError(
    `${caller}: expected a model, an object with parameters or layers in its fields: got ${what}.`,
  );
}
