import { relu } from "@cambium/activations";
import { buffers, inference, type Mode, parameters, training } from "@cambium/module";
import { mul, normal, Rng, type Tensor, tensor } from "@cambium/tensor";
import { expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { BatchNorm1d, type Layer, Linear, Sequential } from "../../src/index.ts";

const rng = new Rng(1);

test("applies layers and functions in order", () => {
  const model = new Sequential((x) => mul(x, -2), relu);
  expect(model.forward(tensor([1, -3]), inference).toArray()).toEqual([0, 6]);
});

test("names parameters and buffers by index, as PyTorch does", () => {
  const inner = new Sequential(new BatchNorm1d(3), relu);
  const model = new Sequential(
    new Linear(2, 3, { rng }),
    relu,
    inner,
    new Linear(3, 1, { rng, bias: false }),
  );
  expect(Object.keys(parameters(model))).toEqual([
    "0.weight",
    "0.bias",
    "2.0.weight",
    "2.0.bias",
    "3.weight",
  ]);
  expect(Object.keys(buffers(model))).toEqual(["2.0.runningMean", "2.0.runningVar"]);
});

test("passes the mode to every layer", () => {
  const seen: boolean[] = [];
  class Spy implements Layer {
    forward(x: Tensor, mode: Mode): Tensor {
      seen.push(mode.training);
      return x;
    }
  }
  const model = new Sequential(new Spy(), new Sequential(new Spy()));
  model.forward(tensor([1]), inference);
  model.forward(tensor([1]), training(rng));
  expect(seen).toEqual([false, false, true, true]);
});

test("no parts leave the input as it is", () => {
  const x = tensor([1]);
  expect(new Sequential().forward(x, inference)).toBe(x);
  expect(x.disposed).toBe(false);
});

test("an argument that is not a part is named", () => {
  const text =
    "Sequential: part 1 is neither a layer nor a function: got undefined. Pass things with a forward method.";
  expect(() => new Sequential(relu, undefined as unknown as Layer)).toThrow(new TypeError(text));
});

test.each([undefined, true])("forward with %s instead of a mode is an error", (mode) => {
  const untyped = mode as unknown as Mode;
  const text = (layer: string) =>
    `${layer}: forward needs a mode after the input: got ${mode}. Pass training(rng) or inference.`;
  expect(() => new Sequential(relu).forward(tensor([1]), untyped)).toThrow(new TypeError(text("Sequential")));
  expect(() => new BatchNorm1d(1).forward(tensor([[1], [2]]), untyped)).toThrow(
    new TypeError(text("BatchNorm1d(1)")),
  );
});

test("inference leaves nothing in memory but its result", () => {
  const model = new Sequential(
    new Linear(2, 3, { rng }),
    new BatchNorm1d(3),
    relu,
    new Linear(3, 1, { rng }),
  );
  const x = normal([4, 2], { rng });
  expectNoLeak(() => model.forward(x, inference).dispose());
  expectNoLeak(() => model.forward(x, training(rng)).dispose());
});
