import { Slot, Tensor } from "@cambium/tensor";

/** A part of a model: the model itself, or an object in a field of another part. */
export interface Part {
  /** The fields on the way from the model, joined by dots; empty for the model itself. */
  readonly name: string;
  readonly value: object;
  /** The part in whose field this one lies. */
  readonly parent: Part | undefined;
}

/**
 * Everything that a model is made of, depth first in the order of the fields: the values of own enumerable fields of
 * arrays, plain objects and class instances. What is reached twice is listed once, under the first of its names.
 *
 * @throws {TypeError} If the model is not an object.
 */
export function partsOf(caller: string, model: object): Part[] {
  if (!isWalked(model)) throw notAModel(caller, model);
  const parts: Part[] = [];
  visit({ name: "", value: model, parent: undefined }, parts, new Set());
  return parts;
}

function visit(part: Part, parts: Part[], seen: Set<object>): void {
  const { name, value } = part;
  if (seen.has(value)) return;
  seen.add(value);
  parts.push(part);
  if (value instanceof Slot) return;
  for (const field of Object.keys(value)) {
    const child = (value as Readonly<Record<string, unknown>>)[field];
    if (isWalked(child))
      visit({ name: name === "" ? field : `${name}.${field}`, value: child, parent: part }, parts, seen);
  }
}

/** Tensors are values, not parts; typed arrays are data. Functions, maps and sets have no fields to look into. */
function isWalked(value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && !(value instanceof Tensor) && !ArrayBuffer.isView(value)
  );
}

function notAModel(caller: string, found: unknown): TypeError {
  const what = found instanceof Tensor ? "a tensor" : found === null ? "null" : typeof found;
  return new TypeError(
    `${caller}: expected a model, an object with parameters or layers in its fields: got ${what}.`,
  );
}
