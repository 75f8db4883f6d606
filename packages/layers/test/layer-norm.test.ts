import { parameters } from "@cambium/module";
import { alias, mean, normal, Rng, ShapeError, type Tensor, tensor, variance } from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { LayerNorm } from "../src/index.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const x = normal([3, 2, 4], { rng, mean: 5, std: 2 });

test("gives each sample mean 0 and variance 1 over the last dimensions", () => {
  const y = new LayerNorm([2, 4]).forward(x);
  expect(mean(y, { dim: [1, 2] })).toBeClose([0, 0, 0], { atol: 1e-5 });
  expect(variance(y, { dim: [1, 2], correction: 0 })).toBeClose([1, 1, 1], { atol: 1e-4 });
});

test("scales and shifts, by hand", () => {
  const layer = new LayerNorm(2, { eps: 3 });
  layer.weight!.value = tensor([2, 10]);
  layer.bias!.value = tensor([0, 1]);
  // Mean 4 and variance 1: (x − 4)/√(1 + 3) is −1/2 and 1/2.
  expect(layer.forward(tensor([[3, 5]]))).toBeClose([[-1, 6]]);
});

test("without affine it learns nothing", () => {
  const layer = new LayerNorm(4, { affine: false });
  expect(parameters(layer)).toEqual({});
  expect(layer.forward(x)).toBeClose(new LayerNorm(4).forward(x));
});

test("gradients of first and second order, towards input, weight and bias", () => {
  const float64 = { rng, dtype: "float64" } as const;
  const layer = new LayerNorm([2, 2], float64);
  const run = (x: Tensor, weight: Tensor, bias: Tensor): Tensor => {
    layer.weight!.value = alias(weight);
    layer.bias!.value = alias(bias);
    return layer.forward(x);
  };
  const inputs = [normal([3, 2, 2], float64), normal([2, 2], float64), normal([2, 2], float64)];
  for (const order of [1, 2] as const) checkGradient(run, inputs, { order });
});

test("an input that does not fit is described", () => {
  const text =
    "LayerNorm: the input must end in [3, 4]: got [3, 2, 4]. Change normalizedShape, or reshape the input.";
  expect(() => new LayerNorm([3, 4]).forward(x)).toThrow(new ShapeError(text));
});

test("options out of range are named", () => {
  const eps = "LayerNorm: eps must be above 0: got 0. The usual value is 1e-5.";
  expect(() => new LayerNorm(4, { eps: 0 })).toThrow(new RangeError(eps));
  const none = "LayerNorm: normalizedShape has no sizes: got []. Pass one.";
  expect(() => new LayerNorm([])).toThrow(new RangeError(none));
  const size =
    "LayerNorm: normalizedShape must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new LayerNorm([2, 0])).toThrow(new RangeError(size));
});

test("nothing but the result is left behind", () => {
  const layer = new LayerNorm(4);
  expectNoLeak(() => layer.forward(x).dispose());
});
