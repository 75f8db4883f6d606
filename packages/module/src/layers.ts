import { labelOf } from "./label-of.ts";
import { Param } from "./param.ts";
import { joined, type Part, partsOf } from "./parts.ts";

/** A part of a model that computes: an object with a `forward`, or a function in a field of one. */
export interface Layer {
  /** Path of fields from the model, joined by dots; empty for the model itself. */
  readonly name: string;
  /** Name of the class or of the function. */
  readonly type: string;
  /** The object whose field `field` computes. */
  readonly owner: object;
  /** "forward", or the field that holds the function. */
  readonly field: string;
  /** True if no other layer with `forward` is inside. */
  readonly leaf: boolean;
  /** Number of learned elements, without those of layers inside. */
  readonly parameters: number;
}

/** An object with a method `forward`. */
export interface Forwarding {
  // biome-ignore lint/suspicious/noExplicitAny: layers take arguments of every type.
  forward(...args: any[]): unknown;
}

/** The layers and functions of a model in the order of its fields; the model itself comes first if it is a layer. */
export function layersOf(caller: string, model: object): Layer[] {
  const parts = partsOf(caller, model);
  const counts = new Map<object, number>();
  const containers = new Set<object>();
  for (const { value, parent } of parts) {
    const owner = layerAround(parent);
    if (!owner) continue;
    if (value instanceof Param) counts.set(owner, (counts.get(owner) ?? 0) + value.size);
    if (isForwarding(value)) containers.add(owner);
  }
  return parts.flatMap((part) => {
    const { name, value } = part;
    const functions = functionsOf(part);
    if (!isForwarding(value)) return functions;
    const leaf = !containers.has(value);
    const type = value.constructor.name;
    const parameters = counts.get(value) ?? 0;
    return [{ name, type, owner: value, field: "forward", leaf, parameters }, ...functions];
  });
}

/** Functions in the fields of a layer, or of an array or object in it: activations, mostly. */
function functionsOf(part: Part): Layer[] {
  const { name, value: owner } = part;
  if (owner instanceof Param || !layerAround(part)) return [];
  return Object.entries(owner).flatMap(([field, value]) => {
    if (!isActivation(field, value)) return [];
    return [{ name: joined(name, field), type: labelOf(value), owner, field, leaf: true, parameters: 0 }];
  });
}

/** True for a function that a layer may apply: neither its own `forward` in a field, nor a class. */
export function isActivation(field: string, value: unknown): value is (...args: unknown[]) => unknown {
  if (typeof value !== "function" || field === "forward") return false;
  return Object.getOwnPropertyDescriptor(value, "prototype")?.writable !== false;
}

/** The innermost layer that a part is in. */
function layerAround(part: Part | undefined): object | undefined {
  return part === undefined || isForwarding(part.value) ? part?.value : layerAround(part.parent);
}

/** True if a value has a `forward` method. */
export function isForwarding(value: object): value is Forwarding {
  return "forward" in value && typeof value.forward === "function";
}
