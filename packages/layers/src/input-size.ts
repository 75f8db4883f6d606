import { formatShape, ShapeError, type Tensor } from "@cambium/tensor";

/**
 * Checks that the input of a layer has the size that the layer was made for.
 *
 * @param dim Dimension of x that is compared; negative ones count from the end.
 * @param unit Name of the elements along it, such as "feature".
 * @throws {ShapeError} If it differs, with the call that makes a layer for this input.
 */
export function requireInputSize(layer: object, x: Tensor, dim: number, size: number, unit: string): void {
  const found = x.shape.at(dim);
  if (found === undefined || found === size) return;
  const { name } = layer.constructor;
  throw new ShapeError(
    `${layer}: the input has ${found} ${unit}${found === 1 ? "" : "s"}: its shape is ${formatShape(x.shape)}. Use new ${name}(${found}, …).`,
  );
}
