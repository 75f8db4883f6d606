import { relu } from "@cambium/activations";
import { valueAndGrad } from "@cambium/autograd";
import {
  inference,
  initialize,
  loadStateDict,
  parameterCount,
  parameters,
  stateDict,
  summary,
  UninitializedError,
} from "@cambium/module";
import { adam, Optimizer, sgd } from "@cambium/optim";
import { add, ones, Rng, square, sum, type Tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import { BatchNorm1d, Embedding, Linear, LSTM, Sequential } from "../src/index.ts";

const rng = new Rng(7);
const make = () => new Sequential(new Linear(3, 4), new BatchNorm1d(4), relu, new Linear(4, 2));
const x = ones([5, 3]);

test("a model without an rng has shapes, counts and a summary", () => {
  const model = make();
  expect(parameterCount(model)).toBe(16 + 8 + 10);
  expect(summary(model, [5, 3]).rows.at(-1)!.outputShapes).toEqual([[5, 2]]);
  expect(Object.values(parameters(model)).map(({ initialized }) => initialized)).toEqual([
    false,
    false,
    true,
    true,
    false,
    false,
  ]);
});

test("an optimizer and gradients need values, and say which are missing", () => {
  const model = make();
  const text = "0.weight, the weight of Linear(3, 4), has no value yet";
  expect(() => new Optimizer(parameters(model), adam())).toThrow(UninitializedError);
  expect(() => new Optimizer(parameters(model), adam())).toThrow(text);
  const loss = () => sum(model.forward(x, inference));
  expect(() => valueAndGrad(parameters(model), loss)).toThrow(text);
});

test("a layer with an rng draws the numbers that it always drew, and initialize leaves them", async () => {
  const layer = new Linear(3, 4, { rng: new Rng(1) });
  const before = await stateDict(layer);
  expect(await stateDict(initialize(layer, rng))).toEqual(before);
  expect(await stateDict(new Linear(3, 4, { rng: new Rng(1) }))).toEqual(before);
});

test("the type of a whole model is that of initialize, norms included", () => {
  const model = initialize(make(), rng, { dtype: "float64" });
  expect(new Set(Object.values(parameters(model)).map(({ dtype }) => dtype))).toEqual(new Set(["float64"]));
  expect(model.forward(ones([5, 3], { dtype: "float64" }), inference).dtype).toBe("float64");
});

test("a row of padding starts at 0", () => {
  const { weight } = initialize(new Embedding(3, 2, { paddingIdx: 1 }), rng);
  expect((weight.value.toArray() as number[][])[1]).toEqual([0, 0]);
});

test("a state of PyTorch fills a model that was never drawn", async () => {
  const state = await stateDict(initialize(new LSTM(2, 3), rng));
  const snake = Object.entries(state).map(([name, value]) => [
    name.replace("I", "_i").replace("H", "_h").replace("L", "_l"),
    value,
  ]);
  const loaded = new LSTM(2, 3);
  loadStateDict(loaded, Object.fromEntries(snake));
  expect(await stateDict(loaded)).toEqual(state);
});

/** A network of a trunk, which stays as it is, and a head. */
class Frozen {
  readonly trunk = new Linear(3, 4);
  readonly head = new Linear(4, 2);
  forward(x: Tensor): Tensor {
    return this.head.forward(relu(this.trunk.forward(x)));
  }
}

test("a frozen trunk keeps its values while the head is trained", async () => {
  const model = initialize(new Frozen(), rng);
  const before = await stateDict(model);
  const head = parameters(model, { where: (name) => name.startsWith("head.") });
  const { grads } = valueAndGrad(head, () => sum(square(add(model.forward(x), 1))));
  new Optimizer(head, sgd({ learningRate: 0.1 })).step(grads);
  const after = await stateDict(model);
  const changed = Object.keys(before).filter(
    (name) => String(before[name]!.data) !== String(after[name]!.data),
  );
  expect(changed).toEqual(["head.weight", "head.bias"]);
});
