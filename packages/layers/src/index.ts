/** The sizes that convolution and pooling layers come to are a matter of the ops behind them. */
export { conv2dOutputSize, type OutputSizeOptions } from "@cambium/tensor";
export { AdaptiveAvgPool2d } from "./adaptive-avg-pool2d.ts";
export { AvgPool1d, type AvgPool1dOptions } from "./avg-pool1d.ts";
export { AvgPool2d } from "./avg-pool2d.ts";
export type { BatchNormOptions, BatchNormState } from "./batch-norm.ts";
export { BatchNorm1d } from "./batch-norm1d.ts";
export { BatchNorm2d } from "./batch-norm2d.ts";
export { Bilinear } from "./bilinear.ts";
export { ConvTranspose2d, type ConvTranspose2dLayerOptions } from "./conv-transpose2d.ts";
export { Conv1d, type Conv1dLayerOptions } from "./conv1d.ts";
export { Conv2d, type Conv2dLayerOptions } from "./conv2d.ts";
export { Embedding, type EmbeddingOptions } from "./embedding.ts";
export { Flatten } from "./flatten.ts";
export { GlobalAvgPool2d } from "./global-avg-pool2d.ts";
export { GlobalMaxPool2d } from "./global-max-pool2d.ts";
export { GroupNorm, type GroupNormOptions } from "./group-norm.ts";
export { GRU } from "./gru.ts";
export { GRUCell } from "./gru-cell.ts";
export { Identity } from "./identity.ts";
export type { InstanceNormOptions, InstanceNormState } from "./instance-norm.ts";
export { InstanceNorm1d } from "./instance-norm1d.ts";
export { InstanceNorm2d } from "./instance-norm2d.ts";
export type { Layer } from "./layer.ts";
export { LayerNorm, type LayerNormOptions } from "./layer-norm.ts";
export { Linear } from "./linear.ts";
export { LSTM, type LSTMInputs, type LSTMOutputs } from "./lstm.ts";
export { LSTMCell, type LSTMState } from "./lstm-cell.ts";
export { MaxPool1d, type MaxPool1dOptions } from "./max-pool1d.ts";
export { MaxPool2d } from "./max-pool2d.ts";
export {
  MultiHeadAttention,
  type MultiHeadAttentionInputs,
  type MultiHeadAttentionOptions,
} from "./multi-head-attention.ts";
export type { AttentionMasks } from "./multi-head-masks.ts";
export type { Part } from "./part.ts";
export { Perceptron, type PerceptronOptions } from "./perceptron.ts";
export type { Pool1dOptions } from "./pool-sequences.ts";
export type { RecurrentLayer, RecurrentOptions, RecurrentParameterName } from "./recurrent.ts";
export type { RecurrentCell } from "./recurrent-cell.ts";
export type { RecurrentInputs, RecurrentOutputs } from "./recurrent-inputs.ts";
export type { RecurrentCellOptions } from "./recurrent-parameters.ts";
export { Residual } from "./residual.ts";
export { RMSNorm, type RMSNormOptions } from "./rms-norm.ts";
export { RNN, type RNNOptions } from "./rnn.ts";
export { RNNCell, type RNNCellOptions } from "./rnn-cell.ts";
export type { Nonlinearity } from "./rnn-recurrence.ts";
export {
  type Attended,
  type AttentionOptions,
  scaledDotProductAttention,
} from "./scaled-dot-product-attention.ts";
export { Sequential } from "./sequential.ts";
export { SinusoidalPositions, sinusoidalPositions } from "./sinusoidal-positions.ts";
export { TransformerEncoder, type TransformerEncoderOptions } from "./transformer-encoder.ts";
export { TransformerEncoderLayer, type TransformerEncoderLayerOptions } from "./transformer-encoder-layer.ts";
export { Upsample, type UpsampleMode, type UpsampleOptions } from "./upsample.ts";
export type { WeightOptions } from "./weight-and-bias.ts";
