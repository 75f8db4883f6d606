import { Tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

/**
 * Checks that input and target are tensors. Untyped code passes numbers or arrays, or forgets the target.
 *
 * @throws {TypeError} If one of them is not.
 */
export function requireTensors(loss: string, input: unknown, target: unknown): void {
  if (!(input instanceof Tensor)) throw noTensor(loss, "input", input);
  if (!(target instanceof Tensor)) throw noTensor(loss, "target", target);
}

function noTensor(loss: string, which: string, found: unknown): TypeError {
  return new TypeError(
    `${loss}: expected tensors: the ${which} is ${inWords(found)}. Make one with tensor(…).`,
  );
}
