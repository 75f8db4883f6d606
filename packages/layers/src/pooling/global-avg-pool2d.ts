import { formatShape, mean, ShapeError, type Tensor } from "@cambium/tensor";

/**
 * Mean of every channel over the whole image: takes an image of any size to one vector.
 *
 * y[n, c] = mean of x[n, c, …]
 *
 * @see Lin, Chen, Yan: Network in network (2014), §3.2.
 */
export class GlobalAvgPool2d {
  /**
   * @param x [N, C, H, W].
   * @returns [N, C].
   * @throws {ShapeError} If x is no batch of images.
   */
  forward(x: Tensor): Tensor {
    if (x.rank === 4) return mean(x, [2, 3]);
    throw new ShapeError(
      `GlobalAvgPool2d: needs images [N, C, H, W]: got ${formatShape(x.shape)}. Use unsqueeze for a missing dimension.`,
    );
  }
}
