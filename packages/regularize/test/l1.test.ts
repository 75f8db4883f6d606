import { grad, valueAndGrad } from "@cambium/autograd";
import { Linear } from "@cambium/layers";
import { parameters } from "@cambium/module";
import { abs, mul, Rng, sum, tensor } from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { l1 } from "../src/l1.ts";

expect.extend({ toBeClose });

const weights = {
  a: tensor([
    [1, -2],
    [0, 3],
  ]),
  b: tensor([[-4]]),
  bias: tensor([100]),
};

test("strength times the sum of the absolute values of all weights", () => {
  expect(l1(weights, 0.5).item()).toBe(5);
  expect(l1(weights, 0.5).shape).toEqual([]);
  expect(l1(weights, 0.5, { include: (name) => name === "bias" }).item()).toBe(50);
  expect(l1(weights, 0).item()).toBe(0);
});

test("the gradient is the sign, 0 at 0", () => {
  expect(grad((a) => l1({ a }, 0.5))(weights.a).toArray()).toEqual([
    [0.5, -0.5],
    [0, 0.5],
  ]);
});

test("reaches the parameters of a model through the loss", () => {
  const layer = new Linear(3, 2, { rng: new Rng(1) });
  const { grads } = valueAndGrad(parameters(layer), () => l1(parameters(layer), 2));
  expect(Array.from(grads.weight!.dataSync(), Math.abs)).toEqual([2, 2, 2, 2, 2, 2]);
  expect(grads.bias!.toArray()).toEqual([0, 0]);
});

test("of first order like finite differences, of two weights together", () => {
  const inputs = [tensor([[1, -2]], { dtype: "float64" }), tensor([[3], [-0.5]], { dtype: "float64" })];
  checkGradient((a, b) => l1({ a: a!, b: b! }, 0.3), inputs);
  expect(l1({ a: inputs[0]!, b: inputs[1]! }, 0.3)).toBeClose(mul(sum(abs(tensor([1, 2, 3, 0.5]))), 0.3), {
    rtol: 1e-6,
  });
});

test("a strength out of range is named", () => {
  const text = "l1: strength must be finite and at least 0: got -1.";
  expect(() => l1(weights, -1)).toThrow(new RangeError(text));
  expect(() => l1(weights, Infinity)).toThrow(RangeError);
});

test("leaves nothing behind", () => {
  expectNoLeak(() => l1(weights, 0.5).dispose());
});
