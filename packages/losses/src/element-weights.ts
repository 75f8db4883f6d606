import { formatShape, type Shape, ShapeError, type Tensor } from "@cambium/tensor";

/**
 * Checks that a weight broadcasts to the shape of the input.
 *
 * @throws {ShapeError} If it does not.
 */
export function requireElementWeights(
  loss: string,
  option: string,
  weight: Tensor | undefined,
  input: Tensor,
): void {
  if (!weight || broadcastsTo(weight.shape, input.shape)) return;
  throw new ShapeError(
    `${loss}: ${option} must broadcast to the input ${formatShape(input.shape)}: got ${formatShape(weight.shape)}. ` +
      "Reshape it.",
  );
}

function broadcastsTo(shape: Shape, target: Shape): boolean {
  const before = target.length - shape.length;
  return before >= 0 && shape.every((size, dim) => size === 1 || size === target[before + dim]);
}
