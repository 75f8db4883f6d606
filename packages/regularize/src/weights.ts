import { Param } from "@cambium/module";
import { Tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

/** Parameters by name, as `parameters(model)` gives them, or tensors. */
export type NamedParameters = Readonly<Record<string, Param | Tensor>>;

/** Decides by name (and by value, if it must) which parameters count. */
export type Include = (name: string, value: Tensor) => boolean;

/** Which parameters something is about. */
export interface IncludeOptions {
  /** Whether a parameter counts. Default: weights do, see {@link isWeight}. */
  readonly include?: Include;
}

/**
 * Whether a parameter is a weight: it has at least two dimensions, and the last part of its name does not begin with
 * `bias`.
 *
 * That leaves out biases, the scale and shift of normalization layers, and the slopes of PReLU: they are few, do not
 * multiply inputs by each other, and to make them small does not make a model simpler.
 */
export function isWeight(name: string, value: Tensor): boolean {
  const last = name.slice(name.lastIndexOf(".") + 1);
  return value.rank >= 2 && !last.startsWith("bias");
}

/**
 * The values of the parameters that count.
 *
 * @throws {TypeError} If one is no parameter.
 * @throws {RangeError} If none counts.
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
