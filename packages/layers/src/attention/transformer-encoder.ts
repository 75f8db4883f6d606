import { Describable, inLayer, inPart, type Mode, requireMode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import { checkOptions, inWords } from "@cambium/tensor/checks";
import type { LayerNorm } from "../norm/layer-norm.ts";
import { type AttentionMasks, maskNames } from "./multi-head-masks.ts";
import type { TransformerEncoderLayer } from "./transformer-encoder-layer.ts";

/** Options of {@link TransformerEncoder}. */
export interface TransformerEncoderOptions {
  /** Normalization of the last layer's result, usual with `normFirst`. Default: none. */
  readonly norm?: LayerNorm;
}

/**
 * Encoder of a transformer: a stack of layers with the same masks.
 *
 * @see Vaswani et al.: Attention is all you need (2017), §3.1.
 * @example
 * const layers = [0, 1].map(() => new TransformerEncoderLayer(64, 8));
 * const encoder = initialize(new TransformerEncoder(layers), new Rng(42));
 * const y = encoder.forward(x, inference);
 */
export class TransformerEncoder extends Describable {
  /** From the first to the last. */
  readonly layers: readonly TransformerEncoderLayer[];
  /** Normalization of the last layer's result; undefined without one. */
  readonly norm: LayerNorm | undefined;

  /**
   * @throws {TypeError} If the layers are not an array.
   * @throws {RangeError} If there is no layer.
   */
  constructor(layers: readonly TransformerEncoderLayer[], options: TransformerEncoderOptions = {}) {
    super();
    if (!Array.isArray(layers)) {
      throw new TypeError(
        `TransformerEncoder: layers must be an array: got ${inWords(layers)}. Make each one: [0, 1].map((i) => new ` +
          "TransformerEncoderLayer(…)).",
      );
    }
    checkOptions("TransformerEncoder", options, ["norm"]);
    if (layers.length === 0)
      throw new RangeError("TransformerEncoder: there are no layers. Pass at least one.");
    this.layers = [...layers];
    this.norm = options.norm;
  }

  /**
   * @param x [N, L, dModel].
   * @param masks Keys hidden from each position. Default: none.
   * @returns The shape of x.
   * @throws {ShapeError | DTypeError} If shapes or types do not fit.
   */
  forward(x: Tensor, mode: Mode, masks: AttentionMasks = {}): Tensor {
    requireMode("TransformerEncoder", mode);
    checkOptions("TransformerEncoder", masks, maskNames);
    return inLayer(this, { x }, () => {
      const run = (input: Tensor, layer: TransformerEncoderLayer, i: number): Tensor =>
        inPart(this, `layer ${i}`, layer, () => layer.forward(input, mode, masks));
      const y = this.layers.reduce(run, x);
      const { norm } = this;
      return norm ? inPart(this, "norm", norm, () => norm.forward(y)) : y;
    });
  }
}
