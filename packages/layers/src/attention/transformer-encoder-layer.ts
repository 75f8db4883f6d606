import { gelu, relu } from "@cambium/activations";
import { Describable, inLayer, type Mode, type ParamOptions, requireMode } from "@cambium/module";
import { dropout } from "@cambium/regularize";
import { add, type Tensor, type Unary } from "@cambium/tensor";
import {
  checkOptions,
  randomNames,
  requireCounts,
  requireDropProbability,
  requireOneOf,
} from "@cambium/tensor/checks";
import { Linear } from "../linear/linear.ts";
import { LayerNorm } from "../norm/layer-norm.ts";
import { MultiHeadAttention } from "./multi-head-attention.ts";
import { type AttentionMasks, maskNames } from "./multi-head-masks.ts";

/** Options of {@link TransformerEncoderLayer}. */
export interface TransformerEncoderLayerOptions extends ParamOptions {
  /** Hidden size of the feed-forward network. Default: 2048. */
  readonly dimFeedforward?: number;
  /** Probability with which attention weights, hidden units and the results of both sublayers are dropped while training. Default: 0.1. */
  readonly dropout?: number;
  /** Activation of the feed-forward network. Default: "relu". */
  readonly activation?: "relu" | "gelu";
  /** True to normalize the inputs of both sublayers (pre-norm) instead of the sums (post-norm). Default: false. */
  readonly normFirst?: boolean;
  /** Added to variances; above 0. Default: 1e-5. */
  readonly layerNormEps?: number;
}

const activations: Readonly<Record<"relu" | "gelu", Unary>> = { relu, gelu };

/**
 * One layer of a transformer's encoder: self-attention, then a feed-forward network that is applied to each position alone.
 * Both sublayers have a residual connection.
 *
 * x ← norm1(x + selfAttn(x)); y = norm2(x + linear2(activation(linear1(x))))
 *
 * or with `normFirst`, which trains without a learning rate warm-up:
 *
 * x ← x + selfAttn(norm1(x)); y = x + linear2(activation(linear1(norm2(x))))
 *
 * Sequences are [N, L, dModel], which is PyTorch's `batch_first=True`.
 *
 * @see Vaswani et al.: Attention is all you need (2017), §3; Xiong et al.: On layer normalization in the transformer
 *   architecture (2020) for `normFirst`.
 */
export class TransformerEncoderLayer extends Describable {
  /** Attention of the sequence to itself. */
  readonly selfAttn: MultiHeadAttention;
  /** From dModel to the hidden size, [dimFeedforward, dModel]. */
  readonly linear1: Linear;
  /** Back to dModel, [dModel, dimFeedforward]. */
  readonly linear2: Linear;
  /** Normalization of the attention sublayer. */
  readonly norm1: LayerNorm;
  /** Normalization of the feed-forward sublayer. */
  readonly norm2: LayerNorm;
  /** Probability with which attention weights, hidden units and results of both sublayers are dropped while training. */
  readonly dropout: number;
  /** Activation of the feed-forward network. */
  readonly activation: "relu" | "gelu";
  /** True if the inputs of both sublayers are normalized instead of the sums. */
  readonly normFirst: boolean;

  /** @throws {RangeError} If a size is not a whole number of at least 1, numHeads does not divide dModel, or an option is out of range. */
  constructor(dModel: number, numHeads: number, options: TransformerEncoderLayerOptions = {}) {
    super(dModel, numHeads, options);
    checkOptions(
      "TransformerEncoderLayer",
      options,
      [...randomNames, "dimFeedforward", "dropout", "activation", "normFirst", "layerNormEps"],
      { rng: "optional" },
    );
    const { dimFeedforward = 2048, activation = "relu", normFirst = false, ...others } = options;
    const { dropout = 0.1, layerNormEps: eps = 1e-5, ...target } = others;
    const { rng: _, ...place } = target;
    requireCounts("TransformerEncoderLayer", { dModel, numHeads, dimFeedforward });
    requireDropProbability("TransformerEncoderLayer", dropout, "dropout");
    requireOneOf("TransformerEncoderLayer", "activation", activation, Object.keys(activations));
    this.selfAttn = new MultiHeadAttention(dModel, numHeads, { ...target, dropout });
    this.linear1 = new Linear(dModel, dimFeedforward, target);
    this.linear2 = new Linear(dimFeedforward, dModel, target);
    this.norm1 = new LayerNorm(dModel, { ...place, eps });
    this.norm2 = new LayerNorm(dModel, { ...place, eps });
    this.dropout = dropout;
    this.activation = activation;
    this.normFirst = normFirst;
  }

  /**
   * @param x [N, L, dModel].
   * @param masks Keys hidden from each position. Default: none.
   * @returns The shape of x.
   * @throws {ShapeError | DTypeError} If shapes or types do not fit.
   */
  forward(x: Tensor, mode: Mode, masks: AttentionMasks = {}): Tensor {
    requireMode("TransformerEncoderLayer", mode);
    checkOptions("TransformerEncoderLayer", masks, maskNames);
    const { norm1, norm2, normFirst } = this;
    return inLayer(this, { x }, () => {
      if (normFirst) {
        const attended = add(x, attention(this, norm1.forward(x), mode, masks));
        return add(attended, feedForward(this, norm2.forward(attended), mode));
      }
      const attended = norm1.forward(add(x, attention(this, x, mode, masks)));
      return norm2.forward(add(attended, feedForward(this, attended, mode)));
    });
  }
}

function attention(
  { selfAttn, dropout: p }: TransformerEncoderLayer,
  x: Tensor,
  mode: Mode,
  masks: AttentionMasks,
): Tensor {
  return dropout(selfAttn.forward(x, x, x, mode, masks).y, p, mode);
}

function feedForward(
  { linear1, linear2, activation, dropout: p }: TransformerEncoderLayer,
  x: Tensor,
  mode: Mode,
): Tensor {
  const units = dropout(activations[activation](linear1.forward(x)), p, mode);
  return dropout(linear2.forward(units), p, mode);
}
