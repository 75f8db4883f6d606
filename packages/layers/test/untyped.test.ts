import { inference, parameters } from "@cambium/module";
import { Rng, zeros } from "@cambium/tensor";
import { expect, test } from "vitest";
import * as layers from "../src/index.ts";

/** The package as untyped code sees it. */
// biome-ignore lint/suspicious/noExplicitAny: what the compiler would refuse is what is tested
const untyped: any = layers;
const rng = new Rng(1);

/** Constructors that draw, with the arguments before their options. */
const random: readonly (readonly [string, readonly unknown[]])[] = [
  ["Bilinear", [2, 2, 2]],
  ["Conv1d", [2, 2, 1]],
  ["Conv2d", [2, 2, 1]],
  ["ConvTranspose2d", [2, 2, 1]],
  ["Embedding", [2, 2]],
  ["GRU", [2, 2]],
  ["GRUCell", [2, 2]],
  ["Linear", [2, 2]],
  ["LSTM", [2, 2]],
  ["LSTMCell", [2, 2]],
  ["MultiHeadAttention", [2, 2]],
  ["RNN", [2, 2]],
  ["RNNCell", [2, 2]],
  ["TransformerEncoderLayer", [2, 2]],
];

test.each(random)("%s is made without an rng, and draws only from one", (name, before) => {
  const layer = new untyped[name](...before);
  expect(Object.values(parameters(layer)).some(({ initialized }) => !initialized)).toBe(true);
  const text = `${name}: rng must be an Rng, to draw from: got 42. Pass { rng: new Rng(42) }, or a fork of one.`;
  expect(() => new untyped[name](...before, { rng: 42 })).toThrow(new TypeError(text));
});

test.each([
  ...random,
  ["AvgPool1d", [2]],
  ["AvgPool2d", [2]],
  ["BatchNorm1d", [2]],
  ["BatchNorm2d", [2]],
  ["GroupNorm", [1, 2]],
  ["InstanceNorm1d", [2]],
  ["InstanceNorm2d", [2]],
  ["LayerNorm", [2]],
  ["MaxPool1d", [2]],
  ["MaxPool2d", [2]],
  ["Perceptron", [2, 2]],
  ["RMSNorm", [2]],
  ["TransformerEncoder", [[]]],
  ["Upsample", []],
] as const)("%s knows its options", (name, before) => {
  expect(() => new untyped[name](...before, { rng, nonsense: 1 })).toThrow(
    /there is no option (nonsense|rng)\. Use one/,
  );
  expect(() => new untyped[name](...before, 3)).toThrow(
    `${name}: options must be an object: got 3. Pass them by name`,
  );
});

test("norms within a transformer are passed no rng", () => {
  expect(() => new layers.TransformerEncoderLayer(4, 2, { rng, dimFeedforward: 4 })).not.toThrow();
});

const inOrder = "Are the arguments in order?";

test.each<[string, () => unknown, string]>([
  [
    "options in the place of the size of a kernel",
    () => new untyped.Conv2d(1, 6, { kernelSize: 5, rng }),
    `Conv2d: kernelSize must be a number or a pair of them: got a plain object. ${inOrder}`,
  ],
  [
    "no size of a window",
    () => new untyped.MaxPool2d(),
    `MaxPool2d: kernelSize must be a number or a pair of them: got undefined. ${inOrder}`,
  ],
  [
    "no sizes to normalize over",
    () => new untyped.LayerNorm(),
    "LayerNorm: normalizedShape must be a size or an array of them: got undefined. Give the last size of x.",
  ],
  [
    "one layer and a number",
    () => new untyped.TransformerEncoder(new layers.TransformerEncoderLayer(2, 1, { rng }), 2),
    "TransformerEncoder: layers must be an array: got an instance of TransformerEncoderLayer. Make each one: " +
      "[0, 1].map((i) => new TransformerEncoderLayer(…)).",
  ],
  [
    "an array of layers",
    () => new untyped.Sequential([new layers.Flatten()]),
    "Sequential: part 0 is neither a layer nor a function: got an array. Spread it: ...parts.",
  ],
  [
    "a class",
    () => new untyped.Sequential(layers.Linear),
    "Sequential: part 0 is neither a layer nor a function: got the class Linear. Make a layer of it with new.",
  ],
])("%s", (_, misuse, text) => {
  expect(misuse).toThrow(new TypeError(text));
});

test("options instead of a size", () => {
  expect(() => new untyped.Linear(3, { rng })).toThrow(
    new RangeError(
      `Linear: outFeatures must be a whole number of at least 1: got a plain object. ${inOrder}`,
    ),
  );
});

test("functions and methods know their options", () => {
  const x = zeros([1, 2, 4]);
  expect(() => untyped.scaledDotProductAttention(x, x, x, { is_causal: true })).toThrow(
    "scaledDotProductAttention: there is no option is_causal. Did you mean isCausal?",
  );
  expect(() => untyped.sinusoidalPositions(2, 4, { device: "gpu" })).toThrow("Did you mean backend?");
  const attention: typeof untyped = new layers.MultiHeadAttention(4, 2, { rng });
  expect(() => attention.forward(x, x, x, inference, { key_padding_mask: x })).toThrow(
    "MultiHeadAttention: there is no option key_padding_mask. Did you mean keyPaddingMask?",
  );
  const layer: typeof untyped = new layers.TransformerEncoderLayer(4, 2, { rng });
  expect(() => layer.forward(x, inference, x)).toThrow("TransformerEncoderLayer: there is no option");
  const encoder: typeof untyped = new layers.TransformerEncoder([layer]);
  expect(() => encoder.forward(x, inference, { mask: x })).toThrow(
    "TransformerEncoder: there is no option mask. Did you mean attnMask?",
  );
});
