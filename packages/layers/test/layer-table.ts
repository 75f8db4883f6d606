import { MaxoutConv2d, MaxoutLinear, PReLU } from "@cambium/activations";
import { AlphaDropout, Dropout, Dropout2d, DropPath, GaussianNoise } from "@cambium/regularize";
import { normal, Rng, type Shape, type Tensor, tanh, tensor } from "@cambium/tensor";
import type { CheckLayerOptions, LayerOptions } from "@cambium/testing";
import {
  AdaptiveAvgPool2d,
  AvgPool1d,
  AvgPool2d,
  BatchNorm1d,
  BatchNorm2d,
  Bilinear,
  Conv1d,
  Conv2d,
  ConvTranspose2d,
  Embedding,
  Flatten,
  GlobalAvgPool2d,
  GlobalMaxPool2d,
  GRU,
  GRUCell,
  GroupNorm,
  Identity,
  InstanceNorm1d,
  InstanceNorm2d,
  LayerNorm,
  Linear,
  LSTM,
  LSTMCell,
  MaxPool1d,
  MaxPool2d,
  MultiHeadAttention,
  Perceptron,
  Residual,
  RMSNorm,
  RNN,
  RNNCell,
  Sequential,
  SinusoidalPositions,
  TransformerEncoder,
  TransformerEncoderLayer,
  Upsample,
} from "../src/index.ts";

/** Something with a `forward`. */
interface Forwarding {
  // biome-ignore lint/suspicious/noExplicitAny: layers take arguments of every type
  forward(...args: any[]): unknown;
}

/** A layer, how it is called, and how it prints. */
export interface Row extends CheckLayerOptions<Forwarding> {
  readonly make: (options: LayerOptions) => Forwarding;
  readonly inputs: readonly Tensor[];
  readonly text: string;
}

const rng = new Rng(2);
const floats = (...shape: number[]): Tensor => normal(shape, { rng, dtype: "float64" });
const indices = tensor([[0, 2, 1]], { dtype: "int32" });
const rows = floats(3, 2);
const sequences = floats(2, 2, 4);
const images = floats(2, 2, 4, 4);
/** Steps first, [T, N, size]. */
const steps = floats(3, 2, 2);
/** A cell takes a state where other layers take the mode. */
const withoutMode = (layer: Forwarding, inputs: readonly Tensor[]): unknown => layer.forward(...inputs);
const row = (
  text: string,
  make: Row["make"],
  inputs: readonly Tensor[],
  outputShape: Shape,
  options: CheckLayerOptions<Forwarding> = {},
): Row => ({ text, make, inputs, outputShape, orders: [1, 2], ...options });

/** Every layer of Cambium in a small size. */
export const table: readonly Row[] = [
  row("Linear(2, 3)", (o) => new Linear(2, 3, o), [rows], [3, 3]),
  row("Bilinear(2, 3, 2)", (o) => new Bilinear(2, 3, 2, o), [rows, floats(3, 3)], [3, 2]),
  row("Perceptron(2, 1)", (o) => new Perceptron(2, 1, o), [rows], [3, 1], { differentiable: false }),
  row("Conv1d(2, 3, 2)", (o) => new Conv1d(2, 3, 2, o), [sequences], [2, 3, 3]),
  row("Conv2d(2, 3, [2, 1])", (o) => new Conv2d(2, 3, [2, 1], o), [images], [2, 3, 3, 4]),
  row("ConvTranspose2d(2, 1, 2)", (o) => new ConvTranspose2d(2, 1, 2, o), [images], [2, 1, 5, 5]),
  row("MaxPool1d(2)", () => new MaxPool1d(2), [sequences], [2, 2, 2]),
  row("AvgPool1d(2)", () => new AvgPool1d(2), [sequences], [2, 2, 2]),
  row("MaxPool2d(2, { stride: 1 })", () => new MaxPool2d(2, { stride: 1 }), [images], [2, 2, 3, 3]),
  row("AvgPool2d([2, 1])", () => new AvgPool2d([2, 1]), [images], [2, 2, 2, 4]),
  row("AdaptiveAvgPool2d(3)", () => new AdaptiveAvgPool2d(3), [images], [2, 2, 3, 3]),
  row("GlobalAvgPool2d", () => new GlobalAvgPool2d(), [images], [2, 2]),
  row("GlobalMaxPool2d", () => new GlobalMaxPool2d(), [images], [2, 2]),
  row("BatchNorm1d(2)", (o) => new BatchNorm1d(2, o), [rows], [3, 2]),
  row("BatchNorm2d(2)", (o) => new BatchNorm2d(2, o), [images], [2, 2, 4, 4]),
  row(
    "InstanceNorm1d(2, { affine: true })",
    (o) => new InstanceNorm1d(2, { ...o, affine: true }),
    [sequences],
    [2, 2, 4],
  ),
  row(
    "InstanceNorm2d(2, { affine: true })",
    (o) => new InstanceNorm2d(2, { ...o, affine: true }),
    [images],
    [2, 2, 4, 4],
  ),
  row("GroupNorm(1, 2)", (o) => new GroupNorm(1, 2, o), [sequences], [2, 2, 4]),
  row("LayerNorm(4)", (o) => new LayerNorm(4, o), [sequences], [2, 2, 4]),
  row("RMSNorm([2, 4])", (o) => new RMSNorm([2, 4], o), [sequences], [2, 2, 4]),
  row("Embedding(3, 2)", (o) => new Embedding(3, 2, o), [indices], [1, 3, 2]),
  row("SinusoidalPositions(4)", () => new SinusoidalPositions(4), [sequences], [2, 2, 4]),
  row("RNNCell(2, 3)", (o) => new RNNCell(2, 3, o), [rows], [3, 3], { run: withoutMode }),
  row("GRUCell(2, 3)", (o) => new GRUCell(2, 3, o), [rows], [3, 3], { run: withoutMode }),
  row("LSTMCell(2, 3)", (o) => new LSTMCell(2, 3, o), [rows], [3, 3], { run: withoutMode }),
  row(
    "RNN(2, 2, { bidirectional: true })",
    (o) => new RNN(2, 2, { ...o, bidirectional: true }),
    [steps],
    [3, 2, 4],
  ),
  row(
    "GRU(2, 2, { numLayers: 2, dropout: 0.5 })",
    (o) => new GRU(2, 2, { ...o, numLayers: 2, dropout: 0.5 }),
    [steps],
    [3, 2, 2],
  ),
  row("LSTM(2, 2)", (o) => new LSTM(2, 2, o), [steps], [3, 2, 2]),
  row(
    "MultiHeadAttention(4, 2, { dropout: 0.2 })",
    (o) => new MultiHeadAttention(4, 2, { ...o, dropout: 0.2 }),
    [sequences, floats(2, 3, 4), floats(2, 3, 4)],
    [2, 2, 4],
  ),
  row(
    'TransformerEncoderLayer(4, 2, { dimFeedforward: 3, activation: "gelu" })',
    (o) => new TransformerEncoderLayer(4, 2, { ...o, dimFeedforward: 3, activation: "gelu" }),
    [sequences],
    [2, 2, 4],
  ),
  row(
    "TransformerEncoder",
    (o) =>
      new TransformerEncoder(
        [new TransformerEncoderLayer(4, 1, { ...o, dimFeedforward: 2, activation: "gelu" })],
        { norm: new LayerNorm(4, o) },
      ),
    [sequences],
    [2, 2, 4],
  ),
  row("Flatten", () => new Flatten(), [images], [2, 32]),
  row(
    'Upsample({ scaleFactor: 2, mode: "bilinear" })',
    () => new Upsample({ scaleFactor: 2, mode: "bilinear" }),
    [images],
    [2, 2, 8, 8],
  ),
  row("Identity", () => new Identity(), [rows], [3, 2]),
  row("Sequential", (o) => new Sequential(new Linear(2, 3, o), tanh, new BatchNorm1d(3, o)), [rows], [3, 3]),
  row("Residual", (o) => new Residual(new Linear(2, 2, o)), [rows], [3, 2]),
  row("PReLU(2)", (o) => new PReLU(2, o), [rows], [3, 2]),
  row(
    "MaxoutLinear(2, 3, { pieces: 2 })",
    (o) => new MaxoutLinear(2, 3, { ...o, pieces: 2 }),
    [rows],
    [3, 3],
  ),
  row(
    "MaxoutConv2d(2, 1, 2, { pieces: 2 })",
    (o) => new MaxoutConv2d(2, 1, 2, { ...o, pieces: 2 }),
    [images],
    [2, 1, 3, 3],
  ),
  row("Dropout(0.2)", () => new Dropout(0.2), [rows], [3, 2]),
  row("AlphaDropout(0.2)", () => new AlphaDropout(0.2), [rows], [3, 2]),
  row("Dropout2d(0.5)", () => new Dropout2d(0.5), [images], [2, 2, 4, 4]),
  row("DropPath(0.5)", () => new DropPath(0.5), [rows], [3, 2]),
  row("GaussianNoise(0.1)", () => new GaussianNoise(0.1), [rows], [3, 2]),
];
