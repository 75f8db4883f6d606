import {
  Embedding,
  GRU,
  GRUCell,
  LSTM,
  LSTMCell,
  MultiHeadAttention,
  RNNCell,
  scaledDotProductAttention,
} from "@cambium/layers";
import { inference } from "@cambium/module";
import { squeeze, type Tensor, unsqueeze, zerosLike } from "@cambium/tensor";
import { type Operation, type Operations, operation } from "../operation.ts";
import { unused, withWeights } from "./weights.ts";

const recurrentWeights = ["weight_ih", "weight_hh", "bias_ih?", "bias_hh?"] as const;

/** Weights of a recurrent unit. */
interface RecurrentTensors {
  readonly x: Tensor;
  readonly weight_ih: Tensor;
  readonly weight_hh: Tensor;
  readonly bias_ih: Tensor | undefined;
  readonly bias_hh: Tensor | undefined;
}

/** Sizes and options of the layer that these weights belong to. */
function sizesOf({ x, weight_ih, weight_hh, bias_ih, bias_hh }: RecurrentTensors) {
  const options = { rng: unused, bias: (bias_ih ?? bias_hh) !== undefined, dtype: x.dtype };
  return [weight_ih.shape[1]!, weight_hh.shape[1]!, options] as const;
}

/** A bias; zeros where a case has only the other one. */
const either = (bias: Tensor | undefined, other: Tensor | undefined): Tensor | undefined =>
  bias ?? (other && zerosLike(other));

/** The weights by the names that a cell gives them. */
const ofCell = ({ weight_ih, weight_hh, bias_ih, bias_hh }: RecurrentTensors) => ({
  weightIh: weight_ih,
  weightHh: weight_hh,
  biasIh: either(bias_ih, bias_hh),
  biasHh: either(bias_hh, bias_ih),
});

/** The weights by the names that a layer gives those of its one unit. */
const ofLayer = ({ weight_ih, weight_hh, bias_ih, bias_hh }: RecurrentTensors) => ({
  weightIhL0: weight_ih,
  weightHhL0: weight_hh,
  biasIhL0: either(bias_ih, bias_hh),
  biasHhL0: either(bias_hh, bias_ih),
});

/** A cell with one state. */
const cell = (Cell: typeof GRUCell | typeof RNNCell): Operation =>
  operation(["x", "h", ...recurrentWeights], [], ({ h, ...given }) => ({
    h: withWeights(new Cell(...sizesOf(given)), ofCell(given)).forward(given.x, h),
  }));

const attention = operation(["q", "k", "v", "attn_mask?"], ["is_causal"], (inputs, { is_causal }) => {
  const { q, k, v, attn_mask: mask } = inputs;
  const attended = scaledDotProductAttention(q, k, v, { mask, isCausal: is_causal, needWeights: true });
  return { y: attended.y, weights: attended.weights! };
});

const multiHeadAttention = operation(
  [
    "query",
    "key",
    "value",
    "in_proj_weight",
    "in_proj_bias?",
    "out_proj_weight",
    "out_proj_bias?",
    "attn_mask?",
  ],
  ["num_heads", "is_causal"],
  (inputs, { num_heads, is_causal }) => {
    const { query, key, value, in_proj_bias: inProjBias, out_proj_bias: bias, attn_mask: attnMask } = inputs;
    const options = { rng: unused, bias: (inProjBias ?? bias) !== undefined, dtype: query.dtype };
    const layer = new MultiHeadAttention(query.shape[2]!, num_heads, options);
    withWeights(layer, { inProjWeight: inputs.in_proj_weight, inProjBias });
    withWeights(layer.outProj, { weight: inputs.out_proj_weight, bias });
    const extras = { attnMask, isCausal: is_causal, needWeights: true };
    const { y, weights } = layer.forward(query, key, value, inference, extras);
    return { y, weights: weights! };
  },
);

/** Layers for sequences. */
export const sequenceOperations: Operations = {
  embedding: operation(["index", "weight"], ["padding_idx"], ({ index, weight }, { padding_idx }) => {
    const [count, size] = weight.shape as [number, number];
    const options = { rng: unused, paddingIdx: padding_idx ?? undefined, dtype: weight.dtype };
    return withWeights(new Embedding(count, size, options), { weight }).forward(index);
  }),
  lstm_cell: operation(["x", "h", "c", ...recurrentWeights], [], ({ h, c, ...given }) => ({
    ...withWeights(new LSTMCell(...sizesOf(given)), ofCell(given)).forward(given.x, { h, c }),
  })),
  gru_cell: cell(GRUCell),
  rnn_tanh_cell: cell(RNNCell),
  lstm: operation(["x", "h", "c", ...recurrentWeights], [], ({ h, c, ...given }) => {
    const layer = withWeights(new LSTM(...sizesOf(given)), ofLayer(given));
    const states = { h: unsqueeze(h, 0), c: unsqueeze(c, 0) };
    const end = layer.forward(given.x, inference, states);
    return { y: end.y, h: squeeze(end.h, 0), c: squeeze(end.c, 0) };
  }),
  gru: operation(["x", "h", ...recurrentWeights], [], ({ h, ...given }) => {
    const layer = withWeights(new GRU(...sizesOf(given)), ofLayer(given));
    const end = layer.forward(given.x, inference, { h: unsqueeze(h, 0) });
    return { y: end.y, h: squeeze(end.h, 0) };
  }),
  scaled_dot_product_attention: attention,
  multi_head_attention: multiHeadAttention,
};
