import { Describable, inLayer, type Param } from "@cambium/module";
import { linear, type Tensor } from "@cambium/tensor";
import { checkOptions, requireCounts } from "@cambium/tensor/checks";
import { requireInputSize } from "../input-size.ts";
import { makeBias, makeWeight, type WeightOptions, weightNames } from "../weight-and-bias.ts";

/**
 * Fully connected layer.
 *
 * y = x·weightᵀ + bias
 *
 * weight: [outFeatures, inFeatures]; bias: [outFeatures].
 *
 * @example
 * const hidden = initialize(new Linear(784, 128), new Rng(42));
 * const y = hidden.forward(x);
 */
export class Linear extends Describable {
  /** Last size of the input. */
  readonly inFeatures: number;
  /** Last size of the result. */
  readonly outFeatures: number;
  /** Matrix, [outFeatures, inFeatures]. */
  readonly weight: Param;
  /** Added to each row of the result, [outFeatures]; undefined without one. */
  readonly bias: Param | undefined;

  /**
   * @throws {RangeError} If a size is not a whole number of at least 1.
   */
  constructor(inFeatures: number, outFeatures: number, options: WeightOptions = {}) {
    super(inFeatures, outFeatures, options);
    requireCounts("Linear", { inFeatures, outFeatures });
    checkOptions("Linear", options, weightNames, { rng: "optional" });
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.weight = makeWeight(this, [outFeatures, inFeatures], options);
    this.bias = makeBias(this, [outFeatures, inFeatures], options);
  }

  /**
   * @param x […, inFeatures].
   * @returns […, outFeatures].
   * @throws {ShapeError} If the last size is not `inFeatures`.
   */
  forward(x: Tensor): Tensor {
    return inLayer(this, { x }, () => {
      requireInputSize(this, x, -1, this.inFeatures, "feature");
      return linear(x, this.weight.value, { bias: this.bias?.value });
    });
  }
}
