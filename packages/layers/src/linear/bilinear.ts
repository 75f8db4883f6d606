import { defaultBias } from "@cambium/init";
import { Describable, inLayer, type Param } from "@cambium/module";
import { add, formatShape, linear, matmul, reshape, ShapeError, type Tensor } from "@cambium/tensor";
import { checkOptions, requireCounts } from "@cambium/tensor/checks";
import { makeBias, makeWeight, type WeightOptions, weightNames } from "../weight-and-bias.ts";

/**
 * Bilinear layer: a bilinear form of two inputs for each output.
 *
 * y[…, o] = Σ_{i,j} x1[…, i]·weight[o, i, j]·x2[…, j] + bias[o]
 *
 * weight: [outFeatures, in1Features, in2Features]; bias: [outFeatures]. Both start within ±1/√in1Features.
 *
 * @example
 * const score = initialize(new Bilinear(16, 8, 1), rng);
 * const y = score.forward(people, films);
 */
export class Bilinear extends Describable {
  /** Last size of the first input. */
  readonly in1Features: number;
  /** Last size of the second input. */
  readonly in2Features: number;
  /** Last size of the result. */
  readonly outFeatures: number;
  /** One matrix for each output, [outFeatures, in1Features, in2Features]. */
  readonly weight: Param;
  /** Added to the result, [outFeatures]; undefined without one. */
  readonly bias: Param | undefined;

  /**
   * @throws {RangeError} If a size is not a whole number of at least 1.
   */
  constructor(in1Features: number, in2Features: number, outFeatures: number, options: WeightOptions = {}) {
    super(in1Features, in2Features, outFeatures, options);
    requireCounts("Bilinear", { in1Features, in2Features, outFeatures });
    checkOptions("Bilinear", options, weightNames, { rng: "optional" });
    this.in1Features = in1Features;
    this.in2Features = in2Features;
    this.outFeatures = outFeatures;
    const init = defaultBias([outFeatures, in1Features]);
    this.weight = makeWeight(this, [outFeatures, in1Features, in2Features], { init, ...options });
    this.bias = makeBias(this, [outFeatures, in1Features], options);
  }

  /**
   * @param x1 […, in1Features].
   * @param x2 […, in2Features], with the leading sizes of x1.
   * @returns […, outFeatures].
   * @throws {ShapeError} If the inputs do not fit.
   */
  forward(x1: Tensor, x2: Tensor): Tensor {
    const { in1Features, in2Features, outFeatures, weight, bias } = this;
    return inLayer(this, { x1, x2 }, () => {
      this.#check(x1, x2);
      const leading = x1.shape.slice(0, -1);
      const forms = reshape(weight.value, [outFeatures * in1Features, in2Features]);
      const halves = reshape(linear(x2, forms), [...leading, outFeatures, in1Features]);
      const y = reshape(matmul(halves, reshape(x1, [...leading, in1Features, 1])), [...leading, outFeatures]);
      return bias ? add(y, bias.value) : y;
    });
  }

  #check(x1: Tensor, x2: Tensor): void {
    const { in1Features, in2Features } = this;
    const leading = [x1, x2].map(({ shape }) => formatShape(shape.slice(0, -1)));
    if (x1.shape.at(-1) === in1Features && x2.shape.at(-1) === in2Features && leading[0] === leading[1])
      return;
    throw new ShapeError(
      `Bilinear: the inputs must be […, ${in1Features}] and […, ${in2Features}] with the same sizes before the last: ` +
        `got ${formatShape(x1.shape)} and ${formatShape(x2.shape)}. Are they in order?`,
    );
  }
}
