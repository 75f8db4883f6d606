import { Param } from "./param.ts";
import { type Part, partsOf } from "./parts.ts";

/** A part of a model that has a `forward`. */
export interface Layer extends Part {
  readonly value: Forwarding;
  /** Whether no other layer lies within. */
  readonly leaf: boolean;
  /** How many numbers it learns, beside those of layers within. */
  readonly parameters: number;
}

/** Something that computes. */
export interface Forwarding {
  // biome-ignore lint/suspicious/noExplicitAny: layers take arguments of every type.
  forward(...args: any[]): unknown;
}

/** The layers of a model, the model itself first if it is one, in the order of its fields. */
export function layersOf(caller: string, model: object): Layer[] {
  const parts = partsOf(caller, model);
  const counts = new Map<object, number>();
  const containers = new Set<object>();
  for (const { value, parent } of parts) {
    const owner = layerAround(parent);
    if (!owner) continue;
    if (value instanceof Param) counts.set(owner, (counts.get(owner) ?? 0) + value.value.size);
    if (isForwarding(value)) containers.add(owner);
  }
  return parts.flatMap((part) => {
    const { value } = part;
    if (!isForwarding(value)) return [];
    return [{ ...part, value, leaf: !containers.has(value), parameters: counts.get(value) ?? 0 }];
  });
}

/** The innermost layer that a part is in. */
function layerAround(part: Part | undefined): object | undefined {
  return part === undefined || isForwarding(part.value) ? part?.value : layerAround(part.parent);
}

/** Whether a value has a `forward` method. */
export function isForwarding(value: object): value is Forwarding {
  return "forward" in value && typeof value.forward === "function";
}
