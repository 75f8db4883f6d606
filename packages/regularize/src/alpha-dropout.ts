import { Describable, type Mode, requireMode } from "@cambium/module";
import { elementwise, scope, type Tensor } from "@cambium/tensor";
import { requireDropProbability } from "@cambium/tensor/checks";
import { drawMask, requireFloat, threshold } from "./drop.ts";

/** λα of selu: the negated value that selu approaches at −∞. */
const SATURATION = 1.7580993408473766;

const replaced = /* @__PURE__ */ elementwise("alphaDropout", (s, x, draw, p, dropped, scale, shift) =>
  s.select(s.lt(draw, p), dropped, s.add(s.mul(x, scale), shift)),
);

/**
 * Dropout for networks of selu units: dropped elements are set to the value of selu at −∞, and the result is scaled and
 * shifted so that mean 0 and variance 1 are preserved.
 *
 * y = a·z + b, where z = −α′ with probability p and x otherwise, independently for each element; in inference y = x
 *
 * α′ ≈ 1.7581, a = ((1 − p)·(1 + p·α′²))^(−1/2), b = a·p·α′
 *
 * @see Klambauer et al.: Self-normalizing neural networks (2017), appendix A5.
 * @example
 * new Sequential(new Linear(784, 128, { rng, init: lecunNormal }), selu, new AlphaDropout(0.05));
 */
export class AlphaDropout extends Describable {
  /** Probability of dropping an element, in [0, 1). */
  readonly p: number;

  /**
   * @param p Probability of dropping an element, in [0, 1). Default: 0.5. Usual values are 0.05 to 0.1.
   * @throws {RangeError} If it is out of range.
   */
  constructor(p = 0.5) {
    super(p);
    requireDropProbability("AlphaDropout", p);
    this.p = p;
  }

  /**
   * @param x Any shape, float, with about mean 0 and variance 1.
   * @param mode In training, one number for each element is drawn from its `rng`. In inference x is returned.
   * @returns The shape of x.
   * @throws {DTypeError} If x is not a float.
   * @throws {TypeError} If the mode is missing.
   */
  forward(x: Tensor, mode: Mode): Tensor {
    requireMode("AlphaDropout", mode);
    requireFloat("AlphaDropout", x);
    const { p } = this;
    if (!mode.training || p === 0) return x;
    const scale = 1 / Math.sqrt((1 - p) * (1 + p * SATURATION ** 2));
    const shift = scale * p * SATURATION;
    const dropped = shift - scale * SATURATION;
    return scope(() => replaced(x, drawMask(x, x.shape, mode.rng), threshold(p), dropped, scale, shift));
  }
}
