/** Output sizes of convolution and pooling layers are computed by their ops. */
export { conv2dOutputSize, type OutputSizeOptions } from "@cambium/tensor";
export {
  MultiHeadAttention,
  type MultiHeadAttentionInputs,
  type MultiHeadAttentionOptions,
} from "./attention/multi-head-attention.ts";
export type { AttentionMasks } from "./attention/multi-head-masks.ts";
export {
  type Attended,
  type AttentionOptions,
  scaledDotProductAttention,
} from "./attention/scaled-dot-product-attention.ts";
export { TransformerEncoder, type TransformerEncoderOptions } from "./attention/transformer-encoder.ts";
export {
  TransformerEncoderLayer,
  type TransformerEncoderLayerOptions,
} from "./attention/transformer-encoder-layer.ts";
export { Identity } from "./containers/identity.ts";
export type { Layer } from "./containers/layer.ts";
export type { Part } from "./containers/part.ts";
export { Residual } from "./containers/residual.ts";
export { Sequential } from "./containers/sequential.ts";
export { ConvTranspose2d, type ConvTranspose2dLayerOptions } from "./convolution/conv-transpose2d.ts";
export { Conv1d, type Conv1dLayerOptions } from "./convolution/conv1d.ts";
export { Conv2d, type Conv2dLayerOptions } from "./convolution/conv2d.ts";
export { Embedding, type EmbeddingOptions } from "./embedding/embedding.ts";
export { SinusoidalPositions, sinusoidalPositions } from "./embedding/sinusoidal-positions.ts";
export { Bilinear } from "./linear/bilinear.ts";
export { Linear } from "./linear/linear.ts";
export { Perceptron, type PerceptronOptions } from "./linear/perceptron.ts";
export type { BatchNorm, BatchNormOptions } from "./norm/batch-norm.ts";
export { BatchNorm1d } from "./norm/batch-norm1d.ts";
export { BatchNorm2d } from "./norm/batch-norm2d.ts";
export { GroupNorm, type GroupNormOptions } from "./norm/group-norm.ts";
export type { InstanceNorm, InstanceNormOptions } from "./norm/instance-norm.ts";
export { InstanceNorm1d } from "./norm/instance-norm1d.ts";
export { InstanceNorm2d } from "./norm/instance-norm2d.ts";
export { LayerNorm, type LayerNormOptions } from "./norm/layer-norm.ts";
export { RMSNorm, type RMSNormOptions } from "./norm/rms-norm.ts";
export { AdaptiveAvgPool2d } from "./pooling/adaptive-avg-pool2d.ts";
export { AvgPool1d, type AvgPool1dOptions } from "./pooling/avg-pool1d.ts";
export { AvgPool2d } from "./pooling/avg-pool2d.ts";
export { GlobalAvgPool2d } from "./pooling/global-avg-pool2d.ts";
export { GlobalMaxPool2d } from "./pooling/global-max-pool2d.ts";
export { MaxPool1d, type MaxPool1dOptions } from "./pooling/max-pool1d.ts";
export { MaxPool2d } from "./pooling/max-pool2d.ts";
export type { Pool1dOptions } from "./pooling/pool1d.ts";
export { GRU } from "./recurrent/gru.ts";
export { GRUCell } from "./recurrent/gru-cell.ts";
export { LSTM, type LSTMInputs, type LSTMOutputs } from "./recurrent/lstm.ts";
export { LSTMCell, type LSTMState } from "./recurrent/lstm-cell.ts";
export type { RecurrentLayer, RecurrentOptions, RecurrentParameterName } from "./recurrent/recurrent.ts";
export type { RecurrentCell } from "./recurrent/recurrent-cell.ts";
export type { RecurrentInputs, RecurrentOutputs } from "./recurrent/recurrent-inputs.ts";
export type { RecurrentCellOptions } from "./recurrent/recurrent-parameters.ts";
export { RNN, type RNNOptions } from "./recurrent/rnn.ts";
export { RNNCell, type RNNCellOptions } from "./recurrent/rnn-cell.ts";
export type { Nonlinearity } from "./recurrent/rnn-recurrence.ts";
export { Flatten } from "./shape/flatten.ts";
export { Upsample, type UpsampleMode, type UpsampleOptions } from "./shape/upsample.ts";
export type { WeightOptions } from "./weight-and-bias.ts";
