import { Tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

/** What a gradient can be taken with respect to: a tensor, or something that holds one now (a parameter). */
export type Variable =
  | Tensor
  | {
      /** The tensor held at present, of a float type. */
      readonly value: Tensor;
    };

/** Named variables, such as `parameters(model)`. */
export type Variables = Readonly<Record<string, Variable>>;

/** A gradient for each of the variables, under the same names, with the same shapes. */
export type Gradients<V extends Variables = Variables> = { readonly [Name in keyof V]: Tensor };

/** The tensor that a variable is at present. */
export function tensorOf(variable: Variable): Tensor {
  return variable instanceof Tensor ? variable : variable?.value;
}

/**
 * The tensors that variables are at present.
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
