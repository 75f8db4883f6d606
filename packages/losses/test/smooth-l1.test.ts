import { ShapeError, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { smoothL1 } from "../src/smooth-l1.ts";
import { describeReductions } from "./describe-reductions.ts";

const formula = (beta: number) => (input: number, target: number) => {
  const d = Math.abs(input - target);
  return d < beta ? d ** 2 / (2 * beta) : d - beta / 2;
};

/** Errors on both sides of 0.5, none near it or near 0. */
const input = floats([3, 4], { low: -0.1, high: 1.9, kinks: [0.5] });
const target = floats([3, 4], { low: -0.02, high: -0.01, kinks: [] });

describeOp({
  name: "smoothL1",
  run: (a, b) => smoothL1(a!, b!, { beta: 0.5, reduction: "none" }),
  inputs: [input, target],
  formula: formula(0.5),
  broadcasts: false,
});

describeReductions("smoothL1", [tensor([1, 5]), tensor([0.5, 2])] as const, smoothL1);

test("quadratic below beta, linear above", () => {
  const each = smoothL1(tensor([0, 0.5, 1, 3]), tensor([0, 0, 0, 0]), { reduction: "none" });
  expect(each.toArray()).toEqual([0, 0.125, 0.5, 2.5]);
});

test("a beta of 0 gives the absolute error", () => {
  const each = smoothL1(tensor([0, -0.5, 3]), tensor([0, 0, 0]), { beta: 0, reduction: "none" });
  expect(each.toArray()).toEqual([0, 0.5, 3]);
});

test("invalid arguments are errors", () => {
  const x = tensor([1, 2]);
  expect(() => smoothL1(x, tensor([1]))).toThrow(
    new ShapeError(
      "smoothL1: shapes differ: the input has [2], the target [1]. Reshape or expand one of them.",
    ),
  );
  expect(() => smoothL1(x, x, { beta: -1 })).toThrow(
    new RangeError("smoothL1: beta must be finite and at least 0: got -1."),
  );
});
