import { relu } from "@cambium/activations";
import { inference, initialize, type Mode, UninitializedError } from "@cambium/module";
import { DTypeError, matmul, normal, ones, Rng, ShapeError, type Tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import {
  BatchNorm2d,
  Conv2d,
  Embedding,
  Flatten,
  GroupNorm,
  type Layer,
  LayerNorm,
  Linear,
  LSTM,
  MaxPool2d,
  type Part,
  Residual,
  Sequential,
  TransformerEncoder,
  TransformerEncoderLayer,
} from "../../src/index.ts";

const rng = new Rng(1);
const images = normal([32, 1, 28, 28], { rng });
const conv = () => [new Conv2d(1, 6, 5, { padding: 2 }), relu, new MaxPool2d(2), new Flatten()];

/** A user's layer without a base class. */
class Block {
  readonly weight = ones([3, 3]);
  forward(x: Tensor): Tensor {
    return matmul(x, this.weight);
  }
}

const run = (model: Layer, x: Tensor) => () => initialize(model, rng).forward(x, inference);
const batch = ones([2, 4]);

test.each<[string, Layer, Tensor, string]>([
  [
    "a linear layer",
    new Sequential(...conv(), new Linear(845, 10)),
    images,
    "Sequential: part 4, Linear(845, 10): the input has 1176 features: its shape is [32, 1176]. Use new Linear(1176, …).",
  ],
  [
    "a convolution in a shortcut in a sequence",
    new Sequential(relu, new Residual(new Conv2d(1, 2, 1), new Conv2d(3, 2, 1))),
    images,
    "Sequential: part 1, Residual: shortcut, Conv2d(3, 2, 1): the input has 1 channel: its shape is [32, 1, 28, 28]. " +
      "Use new Conv2d(1, …).",
  ],
  [
    "a norm of images",
    new Sequential(new BatchNorm2d(3)),
    images,
    "Sequential: part 0, BatchNorm2d(3): the input must have shape [N, 3, height, width]: got [32, 1, 28, 28].",
  ],
  [
    "a norm of groups",
    new Sequential(new GroupNorm(2, 6)),
    batch,
    "Sequential: part 0, GroupNorm(2, 6): the input",
  ],
  [
    "a norm of rows",
    new Residual(new LayerNorm(3)),
    batch,
    "Residual: main, LayerNorm(3): the input must end in [3]",
  ],
  [
    "a window",
    new Sequential(new MaxPool2d(40)),
    images,
    "Sequential: part 0, MaxPool2d(40): the window is larger than the padded image",
  ],
  [
    "a user's layer",
    new Sequential(relu, new Block()),
    batch,
    "Sequential: part 1, Block: matmul: inner sizes differ",
  ],
  [
    "a function without a name",
    new Sequential(
      (
        () => (x: Tensor) =>
          matmul(x, ones([3, 3]))
      )(),
    ),
    batch,
    "Sequential: part 0, a function: matmul: inner sizes differ",
  ],
  [
    "a transformer",
    new TransformerEncoder([new TransformerEncoderLayer(4, 2), new TransformerEncoderLayer(8, 2)]),
    ones([1, 3, 4]),
    "TransformerEncoder: layer 1, TransformerEncoderLayer(8, 2): MultiHeadAttention(8, 2, { dropout: 0.1 }): query must",
  ],
  [
    "a norm after a transformer",
    new TransformerEncoder([new TransformerEncoderLayer(4, 2)], { norm: new LayerNorm(5) }),
    ones([1, 3, 4]),
    "TransformerEncoder: norm, LayerNorm(5): the input must end in [5]",
  ],
])("a size that does not fit is found in %s", (_, model, x, text) => {
  expect(run(model, x)).toThrow(ShapeError);
  expect(run(model, x)).toThrow(text);
});

test("the type of the error and its first cause stay", () => {
  const model = initialize(new Sequential(new Sequential(new Embedding(3, 2))), rng);
  const index = ones([1]);
  try {
    model.forward(index, inference);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(DTypeError);
    expect((error as Error).cause).toMatchObject({
      message: expect.stringMatching(/^indexSelect: indices must be int32/),
    });
  }
});

test("a parameter without a value is found", () => {
  const run = () => new Sequential(relu, new Linear(4, 2)).forward(batch, inference);
  expect(run).toThrow(UninitializedError);
  expect(run).toThrow(
    "Sequential: part 1, Linear(4, 2): the weight of Linear(4, 2) has no value yet: its shape is [2, 4]. Call " +
      "initialize(model, rng) or loadStateDict(model, state) first.",
  );
});

test("a part that does not return a tensor is named", () => {
  const model = new Sequential(initialize(new LSTM(4, 2), rng) as unknown as Part, relu);
  expect(() => model.forward(ones([3, 2, 4]), inference)).toThrow(
    "Sequential: part 0, LSTM(4, 2): its result must be a tensor: got a plain object. Wrap it in a layer that returns one.",
  );
});

test("errors of a user's own class pass as they are", () => {
  class OwnError extends Error {}
  const failing = {
    forward(_: Tensor, __: Mode): Tensor {
      throw new OwnError("mine");
    },
  };
  expect(() => new Sequential(failing).forward(batch, inference)).toThrow(new OwnError("mine"));
});
