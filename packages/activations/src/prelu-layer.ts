import { Describable, inLayer, Param } from "@cambium/module";
import type { CreateOptions, Tensor } from "@cambium/tensor";
import { checkOptions, createNames, inWords, requireCounts } from "@cambium/tensor/checks";
import { prelu } from "./prelu.ts";

/** Options of {@link PReLU}. */
export interface PReLUOptions extends CreateOptions {
  /** Initial value of every slope. Default: 0.25. */
  readonly init?: number;
}

/**
 * Leaky rectifier that learns its slope.
 *
 * y = x where x > 0, weight·x elsewhere
 *
 * weight: [numParameters]. Leave it out of weight decay, which would pull it toward a plain rectifier.
 *
 * @see He et al.: Delving deep into rectifiers (2015).
 * @example
 * new Sequential(new Conv2d(1, 6, 5, { rng }), new PReLU(6));
 */
export class PReLU extends Describable {
  /** The slopes, [numParameters]. */
  readonly weight: Param;

  /**
   * @param numParameters Number of slopes: 1 for all channels (default), or the number of channels for one each.
   * @throws {RangeError} If it is not a whole number of at least 1, or `init` is not finite.
   */
  constructor(numParameters = 1, options: PReLUOptions = {}) {
    super(...(numParameters === 1 ? [] : [numParameters]), options);
    checkOptions("PReLU", options, ["init", ...createNames]);
    const { init = 0.25, dtype, backend } = options;
    requireCounts("PReLU", { numParameters });
    if (!Number.isFinite(init)) {
      throw new RangeError(`PReLU: init must be finite: got ${inWords(init)}. The usual value is 0.25.`);
    }
    this.weight = new Param({ shape: [numParameters], init, dtype, backend, label: `weight of ${this}` });
  }

  /**
   * @param x [N, channels, …], or any shape if there is only one slope.
   * @returns The shape of x.
   * @throws {ShapeError} If the number of channels differs from the number of slopes.
   */
  forward(x: Tensor): Tensor {
    return inLayer(this, { x }, () => prelu(x, this.weight.value));
  }
}
