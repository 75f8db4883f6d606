import { Describable, inLayer } from "@cambium/module";
import { max, type Tensor } from "@cambium/tensor";
import { requireImages } from "../require-images.ts";

/**
 * Largest element of every channel over the whole image, which turns an image of any size into a vector.
 *
 * y[n, c] = max of x[n, c, …]
 */
export class GlobalMaxPool2d extends Describable {
  /**
   * @param x [N, C, H, W], H and W at least 1.
   * @returns [N, C].
   * @throws {ShapeError} If x is not a batch of images.
   */
  forward(x: Tensor): Tensor {
    return inLayer(this, { x }, () => {
      requireImages(this, x);
      return max(x, [2, 3]);
    });
  }
}
