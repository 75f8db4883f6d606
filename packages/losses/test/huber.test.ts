import { ShapeError, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { huber } from "../src/huber.ts";
import { describeReductions } from "./describe-reductions.ts";

describeOp({
  name: "huber",
  run: (input, target) => huber(input!, target!, { delta: 0.5, reduction: "none" }),
  inputs: [
    floats([3, 4], { low: -0.1, high: 1.9, kinks: [0.5] }),
    floats([3, 4], { low: -0.02, high: -0.01, kinks: [] }),
  ],
  formula: (input, target) => {
    const d = Math.abs(input - target);
    return d <= 0.5 ? d ** 2 / 2 : 0.5 * (d - 0.25);
  },
  broadcasts: false,
});

describeReductions("huber", [tensor([1, 5]), tensor([0.5, 2])] as const, huber);

test("quadratic up to delta, linear above", () => {
  const each = huber(tensor([0, 1, 2, 5]), tensor([0, 0, 0, 0]), { delta: 2, reduction: "none" });
  expect(each.toArray()).toEqual([0, 0.5, 2, 8]);
});

test("an infinite delta gives half of the squared error", () => {
  expect(huber(tensor([3, 100]), tensor([0, 0]), { delta: Infinity, reduction: "none" }).toArray()).toEqual([
    4.5, 5000,
  ]);
});

test("invalid arguments are errors", () => {
  const x = tensor([1, 2]);
  expect(() => huber(x, tensor([1]))).toThrow(
    new ShapeError("huber: shapes differ: the input has [2], the target [1]. Reshape or expand one of them."),
  );
  expect(() => huber(x, x, { delta: 0 })).toThrow(new RangeError("huber: delta must be above 0: got 0."));
});
