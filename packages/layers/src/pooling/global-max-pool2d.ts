import { formatShape, max, ShapeError, type Tensor } from "@cambium/tensor";

/**
 * Largest element of every channel over the whole image: takes an image of any size to one vector.
 *
 * y[n, c] = max of x[n, c, …]
 */
export class GlobalMaxPool2d {
  /**
   * @param x [N, C, H, W], H and W at least 1.
   * @returns [N, C].
   * @throws {ShapeError} If x is no batch of images.
   */
  forward(x: Tensor): Tensor {
    if (x.rank === 4) return max(x, [2, 3]);
    throw new ShapeError(
      `GlobalMaxPool2d: needs images [N, C, H, W]: got ${formatShape(x.shape)}. Use unsqueeze for a missing dimension.`,
    );
  }
}
