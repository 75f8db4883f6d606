import { Describable, inLayer } from "@cambium/module";
import { flatten, type Tensor } from "@cambium/tensor";

/** Merges dimensions into one, by default all but the first, so that images become rows for a `Linear`. */
export class Flatten extends Describable {
  /** First dimension that is merged; negative ones count from the end. */
  readonly startDim: number;
  /** Last dimension that is merged; negative ones count from the end. */
  readonly endDim: number;

  /**
   * @param startDim Default: 1.
   * @param endDim Last merged dimension. Default: −1, the last one of x.
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
