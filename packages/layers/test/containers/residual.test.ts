import { relu } from "@cambium/activations";
import { inference, type Mode, parameters, training } from "@cambium/module";
import { mul, normal, Rng, ShapeError, slice, type Tensor, tensor } from "@cambium/tensor";
import { checkGradient, expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { Conv2d, type Layer, Linear, Residual, Sequential } from "../../src/index.ts";

const rng = new Rng(1);
const x = tensor([1, -3]);

test("adds its input, or what the shortcut makes of it", () => {
  expect(new Residual((x) => mul(x, 10)).forward(x, inference).toArray()).toEqual([11, -33]);
  expect(new Residual(relu, (x) => mul(x, 10)).forward(x, inference).toArray()).toEqual([11, -30]);
});

test("a convolution in the shortcut follows a main part that changes the shape", () => {
  const main = new Sequential(new Conv2d(2, 4, 3, { rng, padding: 1, stride: 2 }), relu);
  const block = new Residual(main, new Conv2d(2, 4, 1, { rng, stride: 2 }));
  expect(block.forward(normal([1, 2, 8, 8], { rng }), inference).shape).toEqual([1, 4, 4, 4]);
  expect(Object.keys(parameters(block))).toEqual([
    "main.0.weight",
    "main.0.bias",
    "shortcut.weight",
    "shortcut.bias",
  ]);
});

test("passes the mode to both", () => {
  const seen: boolean[] = [];
  const spy: Layer = {
    forward(x: Tensor, mode: Mode): Tensor {
      seen.push(mode.training);
      return x;
    },
  };
  new Residual(spy, spy).forward(x, training(rng));
  expect(seen).toEqual([true, true]);
});

test("gradients of first and second order reach the input on both paths", () => {
  const block = new Residual(new Linear(3, 3, { rng, dtype: "float64" }), (x) => mul(x, x));
  const input = normal([2, 3], { rng, dtype: "float64" });
  for (const order of [1, 2] as const) checkGradient((x) => block.forward(x, inference), [input], { order });
});

test("shapes that differ are described, even where they would broadcast", () => {
  const advice =
    "and they are added. Give a shortcut that changes the shape as main does, such as a convolution of kernel size 1.";
  const first = (x: Tensor): Tensor => slice(x, [[0, 1]]);
  const own = `Residual: main makes [1] but the input is [2], ${advice}`;
  expect(() => new Residual(first).forward(x, inference)).toThrow(new ShapeError(own));
  const other = `Residual: main makes [2] but the shortcut makes [1], ${advice}`;
  expect(() => new Residual(relu, first).forward(x, inference)).toThrow(new ShapeError(other));
});

test("an argument that is not a part or not a mode is named", () => {
  const part = (name: string) =>
    `Residual: ${name} is neither a layer nor a function: got 3. Pass things with a forward method.`;
  const three = 3 as unknown as Layer;
  expect(() => new Residual(three)).toThrow(new TypeError(part("main")));
  expect(() => new Residual(relu, three)).toThrow(new TypeError(part("shortcut")));
  const mode =
    "Residual: forward needs a mode after the input: got undefined. Pass training(rng) or inference.";
  expect(() => new Residual(relu).forward(x, undefined as unknown as Mode)).toThrow(new TypeError(mode));
});

test("leaves nothing in memory but its result", () => {
  const block = new Residual(new Linear(2, 2, { rng }), new Linear(2, 2, { rng }));
  expectNoLeak(() => block.forward(x, inference).dispose());
});
