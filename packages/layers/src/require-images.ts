import { formatShape, ShapeError, type Tensor } from "@cambium/tensor";

/**
 * Checks that x is a batch of images [N, C, H, W].
 *
 * @throws {ShapeError} If not.
 */
export function requireImages(layer: object, x: Tensor): void {
  if (x.rank === 4) return;
  throw new ShapeError(
    `${layer}: needs images [N, C, H, W]: got ${formatShape(x.shape)}. Use unsqueeze for a missing dimension.`,
  );
}
