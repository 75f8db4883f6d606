import { Tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

/** Variable to differentiate with respect to: a tensor, or an object that holds one (a parameter). */
export type Variable =
  | Tensor
  | {
      /** Tensor held at present, of a float type. */
      readonly value: Tensor;
    };

/** Named variables, such as `parameters(model)`. */
export type Variables = Readonly<Record<string, Variable>>;

/** Gradients of variables, under the same names and with the same shapes. */
export type Gradients<V extends Variables = Variables> = { readonly [Name in keyof V]: Tensor };

/** Present tensor of a variable. */
export function tensorOf(variable: Variable): Tensor {
  return variable instanceof Tensor ? variable : variable?.value;
}

/**
 * Present tensors of variables, in order.
 *
 * @throws {TypeError} If one is neither a tensor nor holds one.
 */
export function tensorsOf(caller: string, variables: Variables): Tensor[] {
  return Object.entries(variables ?? {}).map(([name, variable]) => {
    const value = tensorOf(variable);
    if (value instanceof Tensor) return value;
    throw new TypeError(
      `${caller}: expected tensors or parameters by name: ${name} is ${inWords(variable)}. Pass parameters(model).`,
    );
  });
}
