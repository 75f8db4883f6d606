import { grad } from "@cambium/autograd";
import { tensor } from "@cambium/tensor";
import { checkGradient, expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { l2 } from "../src/l2.ts";

const weights = {
  a: tensor([
    [1, -2],
    [0, 3],
  ]),
  b: tensor([[-4]]),
  bias: tensor([100]),
};

test("strength times the sum of the squares of all weights", () => {
  expect(l2(weights, 0.5).item()).toBe(15);
  expect(l2(weights, 0.5).shape).toEqual([]);
  expect(l2({ bias: weights.bias }, 0.5, { include: () => true }).item()).toBe(5000);
});

test("the gradient is 2·strength·W", () => {
  expect(grad((a) => l2({ a }, 0.5))(weights.a).toArray()).toEqual([
    [1, -2],
    [0, 3],
  ]);
});

test("of first and second order like finite differences, of two weights together", () => {
  const inputs = [tensor([[1, -2]], { dtype: "float64" }), tensor([[3], [-0.5]], { dtype: "float64" })];
  for (const order of [1, 2] as const) checkGradient((a, b) => l2({ a: a!, b: b! }, 0.3), inputs, { order });
});

test("a strength out of range is named", () => {
  const text = "l2: strength must be finite and at least 0: got NaN.";
  expect(() => l2(weights, Number.NaN)).toThrow(new RangeError(text));
});

test("leaves nothing behind", () => {
  expectNoLeak(() => l2(weights, 0.5).dispose());
});
