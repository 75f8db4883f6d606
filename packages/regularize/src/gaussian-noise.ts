import { Describable, type Mode, requireMode } from "@cambium/module";
import { elementwise, normal, scope, type Tensor, type Ternary } from "@cambium/tensor";
import { requireAtLeastZero } from "@cambium/tensor/checks";
import { requireFloat } from "./drop.ts";

const noisy: Ternary = /* @__PURE__ */ elementwise("gaussianNoise", (s, x, noise, std) =>
  s.add(x, s.mul(std, noise)),
);

/**
 * Adds normal noise in training.
 *
 * y = x + std·z, z ~ N(0, 1) for each element; in inference y = x
 *
 * @see Bishop: Training with noise is equivalent to Tikhonov regularization (1995).
 * @example
 * new Sequential(new GaussianNoise(0.1), new Linear(784, 128, { rng }));
 */
export class GaussianNoise extends Describable {
  /** Standard deviation of the noise, at least 0. */
  readonly std: number;

  /**
   * @param std Standard deviation of the noise, at least 0. Default: 0.1.
   * @throws {RangeError} If it is negative or not finite.
   */
  constructor(std = 0.1) {
    super(std);
    requireAtLeastZero("GaussianNoise", "std", std);
    this.std = std;
  }

  /**
   * @param x Any shape, a float.
   * @param mode In training, one number for each element is drawn from its `rng`. In inference x is returned.
   * @returns The shape of x.
   * @throws {DTypeError} If x is not a float.
   * @throws {TypeError} If the mode is missing.
   */
  forward(x: Tensor, mode: Mode): Tensor {
    requireMode("GaussianNoise", mode);
    requireFloat("GaussianNoise", x);
    const { std } = this;
    if (!mode.training || std === 0) return x;
    const { dtype, backend } = x;
    return scope(() => noisy(x, normal(x.shape, { rng: mode.rng, dtype, backend }), std));
  }
}
