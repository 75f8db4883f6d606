import { Param } from "@cambium/module";
import { Tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

/** Parameters by name, as `parameters(model)` returns them, or tensors by name. */
export type NamedParameters = Readonly<Record<string, Param | Tensor>>;

/** Decides by name, and by value if needed, whether a parameter is included. */
export type Include = (name: string, value: Tensor) => boolean;

/** Choice of parameters. */
export interface IncludeOptions {
  /** Returns true for parameters to include. Default: weights, see {@link isWeight}. */
  readonly include?: Include;
}

/**
 * True for a parameter that is a weight: it has at least two dimensions, and the last part of its name does not start with
 * `bias`.
 *
 * This excludes biases, the scale and shift of normalization layers, and the slopes of PReLU. There are few of them, they
 * do not combine inputs, and shrinking them does not make a model simpler.
 */
export function isWeight(name: string, value: Tensor): boolean {
  const last = name.slice(name.lastIndexOf(".") + 1);
  return value.rank >= 2 && !last.startsWith("bias");
}

/**
 * Returns the values of the included parameters.
 *
 * @throws {TypeError} If a value is neither a parameter nor a tensor.
 * @throws {RangeError} If no parameter is included.
 */
export function included(caller: string, params: NamedParameters, include: Include = isWeight): Tensor[] {
  const values = Object.entries(params).map(([name, param]) => {
    const value = param instanceof Param ? param.value : param;
    if (!(value instanceof Tensor)) throw noParameter(caller, name, value);
    return [name, value] as const;
  });
  const counting = values.filter(([name, value]) => include(name, value)).map(([, value]) => value);
  if (counting.length > 0) return counting;
  throw new RangeError(
    `${caller}: none of the ${values.length} parameters counts: ${Object.keys(params).join(", ")}. ` +
      "Weights of two dimensions and more do by default; give include to choose by name.",
  );
}

function noParameter(caller: string, name: string, found: unknown): TypeError {
  return new TypeError(
    `${caller}: expected parameters by name: ${name} is ${inWords(found)}. Pass parameters(model).`,
  );
}
