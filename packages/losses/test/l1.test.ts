import { ShapeError, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { l1 } from "../src/l1.ts";
import { describeReductions } from "./describe-reductions.ts";

const apart = [floats([2, 3], { low: 1 }), floats([2, 3], { high: 0.9 })];

describeOp({
  name: "l1",
  run: (input, target) => l1(input!, target!, { reduction: "none" }),
  inputs: apart,
  formula: (input, target) => Math.abs(input - target),
  broadcasts: false,
});

describeReductions("l1", [tensor([1, 5]), tensor([4, 4])] as const, l1);

test("the mean of the distances", () => {
  expect(l1(tensor([1, 5]), tensor([4, 4])).item()).toBe(2);
});

test("shapes that would only broadcast are an error", () => {
  const text = "l1: shapes differ: the input has [2], the target []. Reshape or expand one of them.";
  expect(() => l1(tensor([1, 2]), tensor(1))).toThrow(new ShapeError(text));
});
