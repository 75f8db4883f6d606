import { type Mode, requireMode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import { requireDropProbability } from "@cambium/tensor/checks";
import { drop, requireFloat } from "./drop.ts";

/**
 * In training, sets each element to 0 with probability p and scales the others up to preserve the mean.
 *
 * y = 0 with probability p, x/(1 − p) otherwise, independently for each element; in inference y = x
 *
 * The layer {@link Dropout} is this function with a fixed p.
 *
 * @param x Any shape, a float.
 * @param p Probability of dropping an element, in [0, 1).
 * @param mode In training, one number for each element is drawn from its `rng`. In inference, or if p is 0, x itself is
 *   returned.
 * @returns The shape of x.
 * @throws {RangeError} If p is out of range.
 * @throws {DTypeError} If x is not a float.
 * @throws {TypeError} If the mode is missing.
 * @see Srivastava et al.: Dropout: a simple way to prevent neural networks from overfitting (2014).
 */
export function dropout(x: Tensor, p: number, mode: Mode): Tensor {
  requireDropProbability("dropout", p);
  requireMode("dropout", mode);
  requireFloat("dropout", x);
  return mode.training && p > 0 ? drop(x, x.shape, p, mode.rng) : x;
}
