import { Describable, type Mode, requireMode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import { requireDropProbability } from "@cambium/tensor/checks";
import { requireFloat } from "./drop.ts";
import { dropout } from "./dropout.ts";

/**
 * Dropout: while training, each element is set to 0 with probability p, and the others grow so that the mean stays.
 *
 * y = 0 with probability p, x/(1 − p) otherwise, each element for itself; in inference y = x
 *
 * p is the probability to drop, as in PyTorch. Where a text has the probability to keep, use {@link Dropout.keeping}.
 *
 * @see Srivastava et al.: Dropout: a simple way to prevent neural networks from overfitting (2014).
 * @example
 * const drop = new Dropout(0.2);
 * const y = drop.forward(x, training(rng));
 */
export class Dropout extends Describable {
  /** The probability to drop an element, in [0, 1). */
  readonly p: number;

  /**
   * @param p The probability to drop, in [0, 1). Default: 0.5.
   * @throws {RangeError} If it is out of range.
   */
  constructor(p = 0.5) {
    super(p);
    requireDropProbability("Dropout", p);
    this.p = p;
  }

  /**
   * Dropout by the probability to keep an element.
   *
   * @param p In (0, 1].
   * @throws {RangeError} If it is out of range.
   */
  static keeping(p: number): Dropout {
    if (p > 0 && p <= 1) return new Dropout(1 - p);
    throw new RangeError(
      `Dropout.keeping: p, the probability to keep, must be in (0, 1]: got ${p}. Give a share, such as 0.5.`,
    );
  }

  /**
   * @param x Any shape, a float.
   * @param mode While training, one number for each element is drawn from its `rng`; in inference x is returned.
   * @returns The shape of x.
   * @throws {DTypeError} If x is not a float.
   * @throws {TypeError} If there is no mode.
   */
  forward(x: Tensor, mode: Mode): Tensor {
    requireMode("Dropout", mode);
    requireFloat("Dropout", x);
    return dropout(x, this.p, mode);
  }
}
