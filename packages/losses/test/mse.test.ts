import { ShapeError, tensor, zeros } from "@cambium/tensor";
import { expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { mse } from "../src/mse.ts";
import type { Reduction } from "../src/reduction.ts";

const input = tensor([
  [1, 2],
  [3, 4],
]);
const target = tensor([
  [1, 0],
  [0, 4],
]);

test("mean, sum or each squared difference", () => {
  expect(mse(input, target).item()).toBe(13 / 4);
  expect(mse(input, target, { reduction: "sum" }).item()).toBe(13);
  expect(mse(input, target, { reduction: "none" }).toArray()).toEqual([
    [0, 4],
    [9, 0],
  ]);
});

test("the mean of no elements is NaN, and their sum 0", () => {
  const none = zeros([0, 3]);
  expect(mse(none, none).item()).toBeNaN();
  expect(mse(none, none, { reduction: "sum" }).item()).toBe(0);
});

test("shapes that would only broadcast are an error", () => {
  const text = "mse: shapes differ: the input has [2, 2], the target [2]. Reshape or expand one of them.";
  expect(() => mse(input, tensor([1, 2]))).toThrow(new ShapeError(text));
});

test("an unknown reduction is an error that names it", () => {
  const text = 'mse: unknown reduction "average". Use "mean", "sum" or "none".';
  expect(() => mse(input, target, { reduction: "average" as Reduction })).toThrow(new RangeError(text));
});

test("leaves no tensors behind, also after an error", () => {
  expectNoLeak(() => mse(input, target).dispose());
  expectNoLeak(() => expect(() => mse(input, target, { reduction: "average" as Reduction })).toThrow());
});
