import { Describable, type Mode, requireMode } from "@cambium/module";
import { formatShape, ShapeError, type Tensor } from "@cambium/tensor";
import { requireDropProbability } from "@cambium/tensor/checks";
import { drop, requireFloat } from "./drop.ts";

/**
 * Dropout of whole channels of images, because neighboring elements are strongly correlated.
 *
 * y[n, c] = 0 with probability p, x[n, c]/(1 − p) otherwise, independently for each channel of each image; in inference y = x
 *
 * @see Tompson et al.: Efficient object localization using convolutional networks (2015), §3.2.
 * @example
 * new Sequential(new Conv2d(1, 6, 5, { rng }), relu, new Dropout2d(0.1));
 */
export class Dropout2d extends Describable {
  /** Probability of dropping a channel, in [0, 1). */
  readonly p: number;

  /**
   * @param p Probability of dropping a channel, in [0, 1). Default: 0.5.
   * @throws {RangeError} If it is out of range.
   */
  constructor(p = 0.5) {
    super(p);
    requireDropProbability("Dropout2d", p);
    this.p = p;
  }

  /**
   * @param x [N, C, H, W], a float.
   * @param mode In training, one number for each channel is drawn from its `rng`. In inference x is returned.
   * @returns The shape of x.
   * @throws {ShapeError} If x does not have four dimensions.
   * @throws {DTypeError} If x is not a float.
   * @throws {TypeError} If the mode is missing.
   */
  forward(x: Tensor, mode: Mode): Tensor {
    requireMode("Dropout2d", mode);
    requireFloat("Dropout2d", x);
    const [samples, channels] = x.shape;
    if (samples === undefined || channels === undefined || x.rank !== 4) {
      throw new ShapeError(
        `Dropout2d: x must be images [N, C, H, W]: got ${formatShape(x.shape)}. For other shapes use Dropout.`,
      );
    }
    return mode.training && this.p > 0 ? drop(x, [samples, channels, 1, 1], this.p, mode.rng) : x;
  }
}
