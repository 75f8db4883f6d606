import { Describable, inLayer } from "@cambium/module";
import { flatten, type Tensor } from "@cambium/tensor";

/** Makes one dimension of several: by default all but the first, so that images become rows for a `Linear`. */
export class Flatten extends Describable {
  /** The first dimension that is merged; negative ones count from the end. */
  readonly startDim: number;
  /** The last dimension that is merged; negative ones count from the end. */
  readonly endDim: number;

  /**
   * @param startDim Default: 1.
   * @param endDim Included; default: −1, the last.
   */
  constructor(startDim = 1, endDim = -1) {
    super(...(startDim === 1 && endDim === -1 ? [] : [startDim, endDim]));
    this.startDim = startDim;
    this.endDim = endDim;
  }

  /**
   * @param x Any shape.
   * @returns The same elements with the sizes from `startDim` to `endDim` multiplied.
   * @throws {RangeError} If there is no such dimension, or they are in the wrong order.
   */
  forward(x: Tensor): Tensor {
    return inLayer(this, { x }, () => flatten(x, this.startDim, this.endDim));
  }
}
