import { grad } from "@cambium/autograd";
import { sum, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { heaviside } from "../src/heaviside.ts";

describeOp({
  name: "heaviside",
  run: (x) => heaviside(x!),
  inputs: [floats([2, 3])],
  differentiable: false,
  formula: (x) => (x === 0 ? 0.5 : Number(x > 0)),
});

test("the value at 0 is the mean of both sides, or the one given", () => {
  const x = tensor([-2, 0, 3, -0]);
  expect(heaviside(x).toArray()).toEqual([0, 0.5, 1, 0.5]);
  expect(heaviside(x, 1).toArray()).toEqual([0, 1, 1, 1]);
});

test("has no gradient", () => {
  const x = tensor([-2, 0, 3], { dtype: "float64" });
  expect(grad((x) => sum(heaviside(x)))(x).toArray()).toEqual([0, 0, 0]);
});
