import { constant, xavierNormal } from "@cambium/init";
import { parameters } from "@cambium/module";
import { linear, maximum, normal, Rng, slice, type Tensor } from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { MaxoutLinear } from "../src/maxout-linear-layer.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);

test("is the largest of two linear layers", () => {
  const layer = new MaxoutLinear(4, 3, { pieces: 2, rng });
  const x = normal([5, 4], { rng });
  const piece = (k: number): Tensor =>
    linear(x, slice(layer.weight.value, [k]), { bias: slice(layer.bias!.value, [k]) });
  expect(layer.forward(x)).toBeClose(maximum(piece(0), piece(1)), { rtol: 1e-6 });
});

test("each piece is initialized like a linear layer, and pieces differ", () => {
  const layer = new MaxoutLinear(100, 20, { pieces: 3, rng });
  expect(layer.weight.value.shape).toEqual([3, 20, 100]);
  expect(layer.bias!.value.shape).toEqual([3, 20]);
  for (const { value } of [layer.weight, layer.bias!]) {
    const values = Array.from(value.dataSync());
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.1);
    expect(values.slice(0, 20)).not.toEqual(values.slice(values.length / 3, values.length / 3 + 20));
  }
});

test("an initializer sees the shape of one piece, and a bias is optional", () => {
  const shapes: string[] = [];
  const layer = new MaxoutLinear(3, 2, {
    pieces: 2,
    rng,
    bias: false,
    init: (shape, options) => {
      shapes.push(String(shape));
      return xavierNormal()(shape, options);
    },
  });
  expect(shapes).toEqual(["2,3", "2,3"]);
  expect(Object.keys(parameters(layer))).toEqual(["weight"]);
  expect(new MaxoutLinear(3, 2, { pieces: 2, rng, biasInit: constant(0.5) }).bias!.value.toArray()).toEqual([
    [0.5, 0.5],
    [0.5, 0.5],
  ]);
});

test("invalid sizes and piece counts are errors that name them", () => {
  const size =
    "MaxoutLinear: outFeatures must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new MaxoutLinear(3, 0, { pieces: 2, rng })).toThrow(new RangeError(size));
  const pieces = "MaxoutLinear: pieces must be a whole number of at least 1: got 1.5. The usual value is 2.";
  expect(() => new MaxoutLinear(3, 2, { pieces: 1.5, rng })).toThrow(new RangeError(pieces));
});

test("leaves nothing behind", () => {
  const layer = new MaxoutLinear(3, 2, { pieces: 2, rng });
  const x = normal([4, 3], { rng });
  expectNoLeak(() => layer.forward(x).dispose());
});
