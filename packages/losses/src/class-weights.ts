import { expand, formatShape, reshape, ShapeError, type Tensor } from "@cambium/tensor";
import { pickClass } from "./class-index.ts";

/**
 * Checks that there is one number for each class.
 *
 * @param option Name of the option that holds the weights.
 * @param input [N, C, …].
 * @throws {ShapeError} If there is any other number.
 */
export function requireClassWeights(
  loss: string,
  option: string,
  weight: Tensor | undefined,
  input: Tensor,
): void {
  const classes = input.shape[1];
  if (!weight || (weight.rank === 1 && weight.size === classes)) return;
  throw new ShapeError(
    `${loss}: ${option} must have shape [${classes}], one number a class: got ${formatShape(weight.shape)}. Give one for each class.`,
  );
}

/** View of one number per class in the shape of `input`, [N, C, …]. */
export function spreadOverClasses(weight: Tensor, input: Tensor): Tensor {
  const perClass = input.shape.map((size, dim) => (dim === 1 ? size : 1));
  return expand(reshape(weight, perClass), input.shape);
}

/** The weight of each class index. */
export function pickWeight(loss: string, weight: Tensor, input: Tensor, classes: Tensor): Tensor {
  return pickClass(loss, spreadOverClasses(weight, input), classes);
}
