import { Describable, inLayer } from "@cambium/module";
import { mean, type Tensor } from "@cambium/tensor";
import { requireImages } from "../require-images.ts";

/**
 * Mean of every channel over the whole image, which turns an image of any size into a vector.
 *
 * y[n, c] = mean of x[n, c, …]
 *
 * @see Lin, Chen, Yan: Network in network (2014), §3.2.
 */
export class GlobalAvgPool2d extends Describable {
  /**
   * @param x [N, C, H, W].
   * @returns [N, C].
   * @throws {ShapeError} If x is not a batch of images.
   */
  forward(x: Tensor): Tensor {
    return inLayer(this, { x }, () => {
      requireImages(this, x);
      return mean(x, [2, 3]);
    });
  }
}
