import { grad } from "@cambium/autograd";
import { tensor } from "@cambium/tensor";
import { checkGradient, expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { elasticNet } from "../src/elastic-net.ts";

const weights = {
  a: tensor([
    [1, -2],
    [0, 3],
  ]),
  b: tensor([[-4]]),
  bias: tensor([100]),
};

test("squares and absolute values together", () => {
  expect(elasticNet(weights, { strength: 2 }).item()).toBe(2 * (30 + 10));
  expect(elasticNet(weights, { strength: 2, beta: 0.5 }).item()).toBe(2 * (15 + 10));
  expect(elasticNet(weights, { strength: 1, beta: 0 }).item()).toBe(10);
  expect(elasticNet(weights, { strength: 1, include: (name) => name === "b" }).item()).toBe(20);
});

test("the gradient is strength·(2·beta·W + sign W), 0 at 0", () => {
  expect(grad((a) => elasticNet({ a }, { strength: 2, beta: 0.5 }))(weights.a).toArray()).toEqual([
    [4, -6],
    [0, 8],
  ]);
});

test("of first and second order like finite differences", () => {
  const a = tensor([[1, -2, 0.3]], { dtype: "float64" });
  for (const order of [1, 2] as const) {
    checkGradient((a) => elasticNet({ a: a! }, { strength: 0.3, beta: 2 }), [a], { order });
  }
});

test("options out of range are named", () => {
  const beta = "elasticNet: beta must be finite and at least 0: got -1.";
  expect(() => elasticNet(weights, { strength: 1, beta: -1 })).toThrow(new RangeError(beta));
  const strength = "elasticNet: strength must be finite and at least 0: got -2.";
  expect(() => elasticNet(weights, { strength: -2 })).toThrow(new RangeError(strength));
});

test("leaves nothing behind", () => {
  expectNoLeak(() => elasticNet(weights, { strength: 1 }).dispose());
});
