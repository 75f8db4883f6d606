import { formatShape, ShapeError, sameShape, type Tensor } from "@cambium/tensor";
import { requireTensors } from "./require-tensors.ts";

/**
 * Checks that input and target have the same shape. Broadcasting here is nearly always a mistake.
 *
 * @param advice Last sentence of the message.
 * @throws {TypeError} If one of them is not a tensor.
 * @throws {ShapeError} If the shapes differ.
 */
export function requireSameShape(loss: string, input: Tensor, target: Tensor, advice = ""): void {
  requireTensors(loss, input, target);
  if (sameShape(target.shape, input.shape)) return;
  const [got, wanted] = [formatShape(target.shape), formatShape(input.shape)];
  throw new ShapeError(
    `${loss}: shapes differ: the input has ${wanted}, the target ${got}. Reshape or expand one of them. ${advice}`.trimEnd(),
  );
}
