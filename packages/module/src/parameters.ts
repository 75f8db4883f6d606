import type { Slot } from "@cambium/tensor";
import { Buffer, Param } from "./param.ts";
import { partsOf } from "./parts.ts";

/**
 * The parameters of a model, by name: those in its own fields, in its layers, in their layers, and so on.
 *
 * A name is the fields on the way, joined by dots: `hidden.weight`, `blocks.0.bias`. Fields of plain objects, class
 * instances and arrays are walked, in their order; private (#) fields, maps, sets and functions are not. A parameter
 * that is reached twice (tied weights) is listed once, under its first name.
 *
 * @param model Any object: no base class is needed.
 * @throws {TypeError} If the model is not an object, or two parameters would have the same name.
 * @example
 * const { value: loss, grads } = valueAndGrad(parameters(model), () => mse(model.forward(x), y));
 */
export function parameters(model: object): Record<string, Param> {
  return slotsOf("parameters", model, Param);
}

/** The buffers of a model, by name: state that is not learned, such as running statistics. Names as in {@link parameters}. */
export function buffers(model: object): Record<string, Buffer> {
  return slotsOf("buffers", model, Buffer);
}

/** How many numbers a model learns: the elements of all its parameters, shared ones once. */
export function parameterCount(model: object): number {
  let count = 0;
  for (const { value } of Object.values(slotsOf("parameterCount", model, Param))) count += value.size;
  return count;
}

/** Parameters, buffers or both, by name. */
export function slotsOf<T extends Slot>(
  caller: string,
  model: object,
  kind: abstract new (...args: never[]) => T,
): Record<string, T> {
  const found: Record<string, T> = {};
  for (const { name, value } of partsOf(caller, model)) {
    if (!(value instanceof kind)) continue;
    if (Object.hasOwn(found, name)) throw sameName(caller, name);
    found[name] = value;
  }
  return found;
}

function sameName(caller: string, name: string): TypeError {
  return new TypeError(
    `${caller}: two of them are named ${name}: a field has a dot in its name. Rename that field.`,
  );
}
