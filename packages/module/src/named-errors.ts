import { BackendError, DisposedError, DTypeError, ShapeError, scope, Tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import { labelOf } from "./label-of.ts";
import { UninitializedError } from "./uninitialized-error.ts";

/** Kinds of errors that are made anew with a layer's name; others pass as they are. */
const kinds: ReadonlySet<unknown> = new Set([
  ShapeError,
  DTypeError,
  BackendError,
  DisposedError,
  UninitializedError,
  RangeError,
  TypeError,
]);

/** First causes of errors that already name a layer. */
const causes = new WeakMap<Error, Error>();

/**
 * Runs the forward pass of a layer in a scope. An error of an op in it names the layer instead of the op: the type of
 * the error stays, and the op's error is its `cause`.
 *
 * @param inputs Tensors that the layer is called with, by name.
 * @throws {TypeError} If one of them is not a tensor.
 * @example
 * forward(x: Tensor): Tensor {
 *   return inLayer(this, { x }, () => mul(x, this.weight.value));
 * }
 */
export function inLayer<T>(layer: object, inputs: Readonly<Record<string, unknown>>, forward: () => T): T {
  for (const name in inputs) {
    if (!(inputs[name] instanceof Tensor)) throw notATensor(layer, name, inputs[name]);
  }
  try {
    return scope(forward);
  } catch (error) {
    throw renamed(error, (message) => inWordsOf(layer, message));
  }
}

/**
 * Runs a part of a container, such as a layer of a `Sequential`. An error in it says where it happened: "Sequential:
 * part 4, Linear(845, 10): …". The type of the error stays, and the first error is its `cause`.
 *
 * @param part The layer or function.
 * @param name What the container calls it, such as "part 4".
 */
export function inPart<T>(container: object, name: string, part: object, forward: () => T): T {
  try {
    return forward();
  } catch (error) {
    throw renamed(error, (message) => {
      return `${container.constructor.name}: ${name}, ${withLabel(part, message)}`;
    });
  }
}

function notATensor(layer: object, name: string, value: unknown): TypeError {
  return new TypeError(
    `${labelOf(layer)}: ${name} must be a tensor: got ${inWords(value)}. Make one with tensor(…).`,
  );
}

function renamed(error: unknown, text: (message: string) => string): unknown {
  if (!(error instanceof Error) || !kinds.has(error.constructor)) return error;
  const message = text(error.message);
  if (message === error.message) return error;
  const cause = causes.get(error) ?? error;
  const made = new (error.constructor as ErrorConstructor)(message, { cause });
  causes.set(made, cause);
  return made;
}

/** A message that names the layer in place of the op or the parameter that it begins with. */
function inWordsOf(layer: object, message: string): string {
  const named = ownWords(layer, message);
  return named ?? `${labelOf(layer)}: ${message.replace(/^(Param|[a-z]\w*): /, "")}`;
}

/** A message that begins with the layer or function. */
function withLabel(part: object, message: string): string {
  return ownWords(part, message) ?? `${labelOf(part)}: ${message}`;
}

/** A message that already begins with the layer, or else with the name of its class; undefined for others. */
function ownWords(layer: object, message: string): string | undefined {
  const label = labelOf(layer);
  if (message.startsWith(`${label}: `)) return message;
  const { name } = layer.constructor;
  return message.startsWith(`${name}: `) ? label + message.slice(name.length) : undefined;
}
