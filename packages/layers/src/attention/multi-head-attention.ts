import { zeros } from "@cambium/init";
import { Describable, inLayer, type Mode, type Param, type ParamOptions, requireMode } from "@cambium/module";
import { formatShape, permute, reshape, ShapeError, sameShape, Tensor } from "@cambium/tensor";
import {
  checkOptions,
  inWords,
  randomNames,
  requireCounts,
  requireDropProbability,
} from "@cambium/tensor/checks";
import { Linear } from "../linear/linear.ts";
import { makeProjections, project } from "./attention-projections.ts";
import { type AttentionMasks, maskNames, maskOf } from "./multi-head-masks.ts";
import { type Attended, scaledDotProductAttention } from "./scaled-dot-product-attention.ts";

/** Options of {@link MultiHeadAttention}. */
export interface MultiHeadAttentionOptions extends ParamOptions {
  /** Probability with which weights are dropped while training. Default: 0. */
  readonly dropout?: number;
  /** True for projections with biases. Default: true. */
  readonly bias?: boolean;
  /** Last size of the keys. Default: embedDim. */
  readonly kdim?: number;
  /** Last size of the values. Default: embedDim. */
  readonly vdim?: number;
}

/** Masks and options of a forward pass of {@link MultiHeadAttention}. */
export interface MultiHeadAttentionInputs extends AttentionMasks {
  /** True to also return the weights. Default: false. */
  readonly needWeights?: boolean;
}

/**
 * Multi-head attention: several attentions in parallel, each with its own projections.
 *
 * y = concat(head₁ … head_h)·outProj.weightᵀ + outProj.bias, headᵢ = softmax(qᵢ·kᵢᵀ/√(E/h))·vᵢ
 *
 * where q, k, v are query, key, value·inProjWeightᵀ + inProjBias, split into h heads.
 *
 * inProjWeight: [3·embedDim, embedDim], with rows of q, k, v in this order. If kdim or vdim differs from embedDim, there
 * are qProjWeight, kProjWeight and vProjWeight instead. inProjBias: [3·embedDim].
 *
 * Sequences are [N, L, E], which is PyTorch's `batch_first=True`. A query whose keys are all masked has weights of 0.
 *
 * @see Vaswani et al.: Attention is all you need (2017), §3.2.2.
 * @example
 * const attention = initialize(new MultiHeadAttention(64, 8), rng);
 * const { y } = attention.forward(x, x, x, inference); // x and y [N, L, 64]
 */
export class MultiHeadAttention extends Describable {
  /** E, the last size of queries and of the result. */
  readonly embedDim: number;
  /** Number of heads. */
  readonly numHeads: number;
  /** Last size of the keys. */
  readonly kdim: number;
  /** Last size of the values. */
  readonly vdim: number;
  /** Probability with which weights are dropped while training. */
  readonly dropout: number;
  /** Projections of q, k, v, stacked: [3·embedDim, embedDim]; undefined if kdim or vdim differs from embedDim. */
  readonly inProjWeight: Param | undefined;
  /** Projection of queries, [embedDim, embedDim]; undefined if there is inProjWeight. */
  readonly qProjWeight: Param | undefined;
  /** Projection of keys, [embedDim, kdim]; undefined if there is inProjWeight. */
  readonly kProjWeight: Param | undefined;
  /** Projection of values, [embedDim, vdim]; undefined if there is inProjWeight. */
  readonly vProjWeight: Param | undefined;
  /** Added to q, k, v, [3·embedDim]; undefined without biases. */
  readonly inProjBias: Param | undefined;
  /** Projection of the concatenated heads to the result. */
  readonly outProj: Linear;

  /** @throws {RangeError} If a size is not a whole number of at least 1, numHeads does not divide embedDim, or dropout is not in [0, 1). */
  constructor(embedDim: number, numHeads: number, options: MultiHeadAttentionOptions = {}) {
    super(embedDim, numHeads, options);
    checkOptions("MultiHeadAttention", options, [...randomNames, "dropout", "bias", "kdim", "vdim"], {
      rng: "optional",
    });
    const { dropout = 0, kdim = embedDim, vdim = embedDim, ...target } = options;
    requireCounts("MultiHeadAttention", { embedDim, numHeads, kdim, vdim });
    requireDropProbability("MultiHeadAttention", dropout, "dropout");
    if (embedDim % numHeads !== 0) {
      throw new RangeError(
        `MultiHeadAttention: numHeads must divide embedDim: ${numHeads} does not divide ${embedDim}. Change one of them.`,
      );
    }
    this.embedDim = embedDim;
    this.numHeads = numHeads;
    this.kdim = kdim;
    this.vdim = vdim;
    this.dropout = dropout;
    const made = makeProjections(this, embedDim, kdim, vdim, target);
    this.inProjWeight = made.inProjWeight;
    this.qProjWeight = made.qProjWeight;
    this.kProjWeight = made.kProjWeight;
    this.vProjWeight = made.vProjWeight;
    this.inProjBias = made.inProjBias;
    this.outProj = new Linear(embedDim, embedDim, {
      ...target,
      ...(target.bias !== false && { biasInit: zeros }),
    });
  }

  /**
   * @param query [N, L, embedDim].
   * @param key [N, S, kdim].
   * @param value [N, S, vdim].
   * @returns y, [N, L, embedDim], and with `needWeights` the weights of each head, [N, heads, L, S].
   * @throws {ShapeError | DTypeError} If shapes or types do not fit.
   */
  forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    mode: Mode,
    inputs: MultiHeadAttentionInputs = {},
  ): Attended {
    requireSequences(this, { query, key, value });
    requireMode(name, mode);
    checkOptions(name, inputs, [...maskNames, "needWeights"]);
    const { isCausal = false, needWeights = false, ...masks } = inputs;
    const { dropout, numHeads, outProj } = this;
    return inLayer(this, {}, () => {
      checkInputs(this, query, key, value);
      const [batch, queries] = query.shape as [number, number];
      const mask = maskOf(name, masks, [batch, numHeads, queries, key.shape[1]!]);
      const [q, k, v] = project(this, numHeads, [query, key, value]);
      const attended = scaledDotProductAttention(q!, k!, v!, { mask, isCausal, dropout, mode, needWeights });
      const joined = reshape(permute(attended.y, [0, 2, 1, 3]), query.shape);
      return { y: outProj.forward(joined), weights: attended.weights };
    });
  }
}

const name = "MultiHeadAttention";

/** Checks queries, keys and values, because `forward(x, mode)` is an easy mistake. */
function requireSequences(layer: object, sequences: Readonly<Record<string, unknown>>): void {
  for (const [what, value] of Object.entries(sequences)) {
    if (value instanceof Tensor) continue;
    throw new TypeError(
      `${layer}: forward needs query, key and value before the mode: ${what} is ${inWords(value)}. For self-attention ` +
        "pass x three times: forward(x, x, x, mode).",
    );
  }
}

function checkInputs(
  { embedDim, kdim, vdim }: MultiHeadAttention,
  query: Tensor,
  key: Tensor,
  value: Tensor,
): void {
  const batch = query.shape[0]!;
  const inputs = [
    ["query", query, [batch, query.shape[1]!, embedDim], `[N, L, ${embedDim}]`],
    ["key", key, [batch, key.shape[1]!, kdim], `[N, S, ${kdim}]`],
    ["value", value, [batch, key.shape[1]!, vdim], `[N, S, ${vdim}]`],
  ] as const;
  for (const [what, x, shape, layout] of inputs) {
    if (x.rank === 3 && sameShape(x.shape, shape)) continue;
    throw new ShapeError(
      `${name}: ${what} must have shape ${layout}: got ${formatShape(x.shape)}, beside query ${formatShape(query.shape)} ` +
        `and key ${formatShape(key.shape)}. Project or reshape it.`,
    );
  }
}
