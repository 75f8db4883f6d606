import { parameters } from "@cambium/module";
import { mean, normal, Rng, ShapeError, tensor, variance } from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { LayerNorm } from "../../src/norm/layer-norm.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const x = normal([4, 3, 5], { rng, mean: 3, std: 2 });

test("normalizes each sample to mean 0 and variance 1 over its last dimensions", () => {
  const y = new LayerNorm([3, 5]).forward(x);
  expect(mean(y, [1, 2])).toBeClose([0, 0, 0, 0], { atol: 1e-5 });
  expect(variance(y, [1, 2], { correction: 0 })).toBeClose([1, 1, 1, 1], { atol: 1e-4 });
});

test("scales and shifts each element", () => {
  const layer = new LayerNorm(2, { eps: 1 });
  layer.weight!.value = tensor([2, 3]);
  layer.bias!.value = tensor([10, 20]);
  // (±√3)/√(3 + 1)
  const unit = Math.sqrt(3) / 2;
  const row = tensor([1 - Math.sqrt(3), 1 + Math.sqrt(3)]);
  expect(layer.forward(row)).toBeClose([10 - 2 * unit, 20 + 3 * unit], { rtol: 1e-6 });
});

test("weight and bias are [normalizedShape] from 1 and 0, and can be left out", () => {
  expect(Object.keys(parameters(new LayerNorm([3, 5])))).toEqual(["weight", "bias"]);
  expect(new LayerNorm([3, 5]).weight!.value.shape).toEqual([3, 5]);
  expect(Object.keys(parameters(new LayerNorm(5, { bias: false })))).toEqual(["weight"]);
  expect(parameters(new LayerNorm(5, { elementwiseAffine: false }))).toEqual({});
});

test("inputs that do not fit and options out of range are described", () => {
  const text =
    "LayerNorm([3, 4]): the input must end in [3, 4]: got [4, 3, 5]. Change normalizedShape, or reshape the input.";
  expect(() => new LayerNorm([3, 4]).forward(x)).toThrow(new ShapeError(text));
  expect(() => new LayerNorm([1, 1, 1, 5]).forward(x)).toThrow(ShapeError);
  const none = "LayerNorm: normalizedShape must have at least one size: got []. Give the last size of x.";
  expect(() => new LayerNorm([])).toThrow(new RangeError(none));
  const size =
    "LayerNorm: normalizedShape must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new LayerNorm([3, 0])).toThrow(new RangeError(size));
  const eps = "LayerNorm: eps must be finite and above 0: got 0. The usual value is 1e-5.";
  expect(() => new LayerNorm(5, { eps: 0 })).toThrow(new RangeError(eps));
});

test("leaves nothing in memory but its result", () => {
  const layer = new LayerNorm(5);
  expectNoLeak(() => layer.forward(x).dispose());
});
