import { checkOptions, inWords } from "@cambium/tensor/checks";
import { type ModelSlot, rememberName } from "./model-slot.ts";
import { Buffer, Param } from "./param.ts";
import { partsOf } from "./parts.ts";

/** Options of {@link parameters}. */
export interface ParametersOptions {
  /** Selects parameters. Default: all. */
  readonly where?: (name: string, param: Param) => boolean;
}

/**
 * Parameters of a model by name: those in its own fields, in its layers, in their layers, and so on.
 *
 * A name is the path of fields, joined by dots: `hidden.weight`, `blocks.0.bias`. The walk covers the fields of plain
 * objects, class instances and arrays in their order, but not private (#) fields, maps, sets and functions. A parameter
 * that is reached twice (tied weights) is listed once, under its first name. Parameters without a value are listed
 * with the others, and have a `shape`.
 *
 * @param model Any object: no base class is needed.
 * @throws {TypeError} If the model is not an object, or two parameters would have the same name.
 * @example
 * const { value: loss, grads } = valueAndGrad(parameters(model), () => mse(model.forward(x), y));
 * // Only the head is trained; everything else is frozen.
 * const head = parameters(model, { where: (name) => name.startsWith("head.") });
 */
export function parameters(model: object, options: ParametersOptions = {}): Record<string, Param> {
  checkOptions("parameters", options, ["where"]);
  const all = slotsOf("parameters", model, Param);
  const { where } = options;
  if (where === undefined) return all;
  if (typeof where !== "function") {
    throw new TypeError(
      `parameters: where must be a function: got ${inWords(where)}. Pass (name, param) => name.startsWith("head.").`,
    );
  }
  return Object.fromEntries(Object.entries(all).filter(([name, param]) => where(name, param)));
}

/** Buffers of a model by name: state that is not learned, such as running statistics. Names as in {@link parameters}. */
export function buffers(model: object): Record<string, Buffer> {
  return slotsOf("buffers", model, Buffer);
}

/** Number of learned elements of a model, with shared parameters counted once. Parameters without a value count. */
export function parameterCount(model: object): number {
  let count = 0;
  for (const { size } of Object.values(slotsOf("parameterCount", model, Param))) count += size;
  return count;
}

/** Parameters, buffers or both, by name. */
export function slotsOf<T extends ModelSlot>(
  caller: string,
  model: object,
  kind: abstract new (...args: never[]) => T,
): Record<string, T> {
  const found: Record<string, T> = {};
  for (const { name, value } of partsOf(caller, model)) {
    if (!(value instanceof kind)) continue;
    if (Object.hasOwn(found, name)) throw sameName(caller, name);
    found[name] = value;
    if (!value.initialized) rememberName(value, name);
  }
  return found;
}

function sameName(caller: string, name: string): TypeError {
  return new TypeError(
    `${caller}: two of them are named ${name}: a field has a dot in its name. Rename that field.`,
  );
}
