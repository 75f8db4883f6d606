import { Describable, inLayer, type Param } from "@cambium/module";
import { stack, type Tensor } from "@cambium/tensor";
import { checkOptions, requireCounts } from "@cambium/tensor/checks";
import { requirePieces } from "./maxout.ts";
import { maxoutLinear } from "./maxout-linear.ts";
import { type Join, type MaxoutLayerOptions, makeBias, makeWeight, maxoutLayerNames } from "./pieces.ts";

/** Stacks the pieces along a new first dimension. */
const stacked: Join = { join: (pieces) => stack(pieces), shape: (piece, pieces) => [pieces, ...piece] };

/**
 * Fully connected layer that learns its activation: the elementwise maximum of several linear maps.
 *
 * y = max over k of (x·weight[k]ᵀ + bias[k])
 *
 * weight: [pieces, outFeatures, inFeatures]; bias: [pieces, outFeatures]. Each piece is initialized like a linear layer.
 *
 * @see Goodfellow et al.: Maxout networks (2013).
 * @example
 * const hidden = new MaxoutLinear(784, 128, { pieces: 2, rng: rng.fork("hidden") });
 */
export class MaxoutLinear extends Describable {
  /** Size of the last dimension of the input. */
  readonly inFeatures: number;
  /** Size of the last dimension of the result. */
  readonly outFeatures: number;
  /** Number of linear maps that compete. */
  readonly pieces: number;
  /** Matrices, [pieces, outFeatures, inFeatures]. */
  readonly weight: Param;
  /** Added to each row before the maximum is taken, [pieces, outFeatures]; undefined without a bias. */
  readonly bias: Param | undefined;

  /**
   * @throws {RangeError} If a size or `pieces` is not a whole number of at least 1.
   */
  constructor(inFeatures: number, outFeatures: number, options: MaxoutLayerOptions) {
    super(inFeatures, outFeatures, options);
    checkOptions("MaxoutLinear", options, maxoutLayerNames, { rng: "optional" });
    requireCounts("MaxoutLinear", { inFeatures, outFeatures });
    requirePieces("MaxoutLinear", options.pieces);
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.pieces = options.pieces;
    this.weight = makeWeight(this, [outFeatures, inFeatures], stacked, options);
    this.bias = makeBias(this, [outFeatures, inFeatures], stacked, options);
  }

  /**
   * @param x […, inFeatures].
   * @returns […, outFeatures].
   * @throws {ShapeError} If the last dimension does not have `inFeatures` elements.
   */
  forward(x: Tensor): Tensor {
    return inLayer(this, { x }, () => maxoutLinear(x, this.weight.value, this.bias?.value));
  }
}
