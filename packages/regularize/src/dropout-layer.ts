import { Describable, type Mode, requireMode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import { inWords, requireDropProbability } from "@cambium/tensor/checks";
import { requireFloat } from "./drop.ts";
import { dropout } from "./dropout.ts";

/**
 * Dropout: in training, sets each element to 0 with probability p and scales the others up to preserve the mean.
 *
 * y = 0 with probability p, x/(1 − p) otherwise, independently for each element; in inference y = x
 *
 * p is the probability of dropping, as in PyTorch. For a probability of keeping use {@link Dropout.keeping}.
 *
 * @see Srivastava et al.: Dropout: a simple way to prevent neural networks from overfitting (2014).
 * @example
 * const drop = new Dropout(0.2);
 * const y = drop.forward(x, training(rng));
 */
export class Dropout extends Describable {
  /** Probability of dropping an element, in [0, 1). */
  readonly p: number;

  /**
   * @param p Probability of dropping an element, in [0, 1). Default: 0.5.
   * @throws {RangeError} If it is out of range.
   */
  constructor(p = 0.5) {
    super(p);
    requireDropProbability("Dropout", p);
    this.p = p;
  }

  /**
   * Dropout with a given probability of keeping an element.
   *
   * @param p Probability of keeping an element, in (0, 1].
   * @throws {RangeError} If it is out of range.
   */
  static keeping(p: number): Dropout {
    if (p > 0 && p <= 1) return new Dropout(1 - p);
    throw new RangeError(
      `Dropout.keeping: p, the probability to keep, must be in (0, 1]: got ${inWords(p)}. Give a share, such as 0.5.`,
    );
  }

  /**
   * @param x Any shape, a float.
   * @param mode In training, one number for each element is drawn from its `rng`. In inference x is returned.
   * @returns The shape of x.
   * @throws {DTypeError} If x is not a float.
   * @throws {TypeError} If the mode is missing.
   */
  forward(x: Tensor, mode: Mode): Tensor {
    requireMode("Dropout", mode);
    requireFloat("Dropout", x);
    return dropout(x, this.p, mode);
  }
}
