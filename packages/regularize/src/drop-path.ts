import { Describable, type Mode, requireMode } from "@cambium/module";
import { ShapeError, type Tensor } from "@cambium/tensor";
import { requireDropProbability } from "@cambium/tensor/checks";
import { drop, requireFloat } from "./drop.ts";

/**
 * Stochastic depth: in training, a residual branch is skipped for some of the samples.
 *
 * y[n] = 0 with probability p, x[n]/(1 − p) otherwise, independently for each sample; in inference y = x
 *
 * @see Huang et al.: Deep networks with stochastic depth (2016).
 * @example
 * const y = add(x, dropPath.forward(branch.forward(x, mode), mode));
 */
export class DropPath extends Describable {
  /** Probability of dropping a sample, in [0, 1). */
  readonly p: number;

  /**
   * @param p Probability of dropping a sample, in [0, 1). Default: 0.1.
   * @throws {RangeError} If it is out of range.
   */
  constructor(p = 0.1) {
    super(p);
    requireDropProbability("DropPath", p);
    this.p = p;
  }

  /**
   * @param x [N, …], a float.
   * @param mode In training, one number for each sample is drawn from its `rng`. In inference x is returned.
   * @returns The shape of x.
   * @throws {ShapeError} If x is a scalar.
   * @throws {DTypeError} If x is not a float.
   * @throws {TypeError} If the mode is missing.
   */
  forward(x: Tensor, mode: Mode): Tensor {
    requireMode("DropPath", mode);
    requireFloat("DropPath", x);
    if (x.rank === 0)
      throw new ShapeError("DropPath: x must be samples [N, …]: got a scalar []. Give it a batch.");
    const perSample = x.shape.map((size, dim) => (dim === 0 ? size : 1));
    return mode.training && this.p > 0 ? drop(x, perSample, this.p, mode.rng) : x;
  }
}
