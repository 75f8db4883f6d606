export { AdaptiveAvgPool2d } from "./adaptive-avg-pool2d.ts";
export { AvgPool2d } from "./avg-pool2d.ts";
export type { BatchNormOptions, BatchNormState } from "./batch-norm.ts";
export { BatchNorm1d } from "./batch-norm1d.ts";
export { BatchNorm2d } from "./batch-norm2d.ts";
export { Conv2d, type Conv2dLayerOptions } from "./conv2d.ts";
export { Embedding, type EmbeddingOptions } from "./embedding.ts";
export { Flatten } from "./flatten.ts";
export { GlobalAvgPool2d } from "./global-avg-pool2d.ts";
export { GRU } from "./gru.ts";
export { GRUCell } from "./gru-cell.ts";
export type { Layer } from "./layer.ts";
export { LayerNorm, type LayerNormOptions } from "./layer-norm.ts";
export { Linear } from "./linear.ts";
export { LSTM, type LSTMInputs, type LSTMOutputs } from "./lstm.ts";
export { LSTMCell, type LSTMState } from "./lstm-cell.ts";
export { MaxPool2d } from "./max-pool2d.ts";
export {
  MultiHeadAttention,
  type MultiHeadAttentionInputs,
  type MultiHeadAttentionOptions,
} from "./multi-head-attention.ts";
export type { AttentionMasks } from "./multi-head-masks.ts";
export type { RecurrentLayer, RecurrentOptions, RecurrentParameterName } from "./recurrent.ts";
export type { RecurrentCell } from "./recurrent-cell.ts";
export type { RecurrentInputs, RecurrentOutputs } from "./recurrent-inputs.ts";
export type { RecurrentCellOptions } from "./recurrent-parameters.ts";
export { RNN, type RNNOptions } from "./rnn.ts";
export { RNNCell, type RNNCellOptions } from "./rnn-cell.ts";
export type { Nonlinearity } from "./rnn-recurrence.ts";
export {
  type Attended,
  type AttentionOptions,
  scaledDotProductAttention,
} from "./scaled-dot-product-attention.ts";
export { type Part, Sequential } from "./sequential.ts";
export { SinusoidalPositions, sinusoidalPositions } from "./sinusoidal-positions.ts";
export { TransformerEncoder, type TransformerEncoderOptions } from "./transformer-encoder.ts";
export { TransformerEncoderLayer, type TransformerEncoderLayerOptions } from "./transformer-encoder-layer.ts";
export type { WeightOptions } from "./weight-and-bias.ts";
