import { type Param, parameters } from "@cambium/module";
import { alias, forEachTensor, type Tensor } from "@cambium/tensor";

/**
 * A layer as a function of its inputs and of the values of its parameters, for `checkGradient`: the tensors after the
 * inputs become the parameters, in the order of `parameters(layer)`.
 *
 * @param run Calls the layer with its inputs, as many as `run.length`, or `count` of them.
 * @returns A function that returns all tensors in the layer's result.
 * @example
 * const f = asFunction(layer, (x) => layer.forward(x));
 * checkGradient(f, [x, weight, bias]);
 */
export function asFunction(
  layer: object,
  run: (...inputs: Tensor[]) => unknown,
  count: number = run.length,
): (...given: Tensor[]) => Tensor[] {
  const params: readonly Param[] = Object.values(parameters(layer));
  return (...given) => {
    // A parameter owns its tensor, so it gets an alias.
    for (const [i, param] of params.entries()) param.value = alias(given[count + i]!);
    return tensorsIn(run(...given.slice(0, count)));
  };
}

/** All tensors in a result, at any depth of arrays and objects. */
export function tensorsIn(result: unknown): Tensor[] {
  const tensors: Tensor[] = [];
  forEachTensor(result, (tensor) => tensors.push(tensor));
  return tensors;
}
