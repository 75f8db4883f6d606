import { type Mode, requireMode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import { requireDropProbability } from "@cambium/tensor/checks";
import { drop, requireFloat } from "./drop.ts";

/**
 * While training sets each element to 0 with probability p, and scales the others so that the mean stays.
 *
 * y = 0 with probability p, x/(1 − p) otherwise, each element for itself; in inference y = x
 *
 * The layer {@link Dropout} is this function with p chosen beforehand.
 *
 * @param x Any shape, a float.
 * @param p The probability to drop, in [0, 1).
 * @param mode While training, one number for each element is drawn from its `rng`. In inference, and where p is 0, x itself is
 *   returned.
 * @returns The shape of x.
 * @throws {RangeError} If p is out of range.
 * @throws {DTypeError} If x is not a float.
 * @throws {TypeError} If there is no mode.
 * @see Srivastava et al.: Dropout: a simple way to prevent neural networks from overfitting (2014).
 */
export function dropout(x: Tensor, p: number, mode: Mode): Tensor {
  requireDropProbability("dropout", p);
  requireMode("dropout", mode);
  requireFloat("dropout", x);
  return mode.training && p > 0 ? drop(x, x.shape, p, mode.rng) : x;
}
