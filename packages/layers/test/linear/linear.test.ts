import { constant, ones } from "@cambium/init";
import { normal, Rng, ShapeError, tensor } from "@cambium/tensor";
import { expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { Linear } from "../../src/linear/linear.ts";

const rng = new Rng(1);

test("multiplies by the transposed weight and adds the bias, over any leading dimensions", () => {
  const layer = new Linear(3, 2, { rng, init: ones, biasInit: constant(0.5) });
  expect(layer.forward(tensor([1, 2, 3])).toArray()).toEqual([6.5, 6.5]);
  expect(layer.forward(normal([4, 5, 3], { rng })).shape).toEqual([4, 5, 2]);
});

test("weight and bias start within ±1/√inFeatures, and differ", () => {
  const layer = new Linear(100, 50, { rng });
  const parameters = [layer.weight, layer.bias!].map(({ value }) => Array.from(value.dataSync()));
  for (const values of parameters) {
    expect(Math.max(...values)).toBeGreaterThan(0.08);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.1);
  }
  expect(parameters[1]).not.toEqual(parameters[0]!.slice(0, 50));
  expect(new Linear(100, 50, { rng, bias: false }).bias).toBeUndefined();
});

test("two layers of one stream differ, and equal seeds give equal layers", () => {
  const weights = (stream: Rng) => [0, 1].map(() => new Linear(3, 3, { rng: stream }).weight.value.toArray());
  const [first, second] = weights(new Rng(5));
  expect(first).not.toEqual(second);
  expect(weights(new Rng(5))).toEqual([first, second]);
});

test("dtype reaches both parameters", () => {
  const layer = new Linear(2, 3, { rng, dtype: "float64" });
  expect([layer.weight.value.dtype, layer.bias!.value.dtype]).toEqual(["float64", "float64"]);
});

test("an input that does not fit is described", () => {
  const text = "Linear(3, 2): the input has 5 features: its shape is [4, 5]. Use new Linear(5, …).";
  expect(() => new Linear(3, 2, { rng }).forward(normal([4, 5], { rng }))).toThrow(new ShapeError(text));
});

test("an invalid size is named", () => {
  const text = "Linear: inFeatures must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new Linear(0, 2, { rng })).toThrow(new RangeError(text));
  expect(() => new Linear(2, 1.5, { rng })).toThrow(RangeError);
});

test("inference leaves nothing in memory but its result", () => {
  const layer = new Linear(3, 2, { rng });
  const x = normal([2, 4, 3], { rng });
  expectNoLeak(() => layer.forward(x).dispose());
});
