import { exp, logSoftmax, normal, Rng, ShapeError, tensor } from "@cambium/tensor";
import { describeOp, floats, positives, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { klDiv } from "../src/kl-div.ts";
import { describeReductions } from "./describe-reductions.ts";

expect.extend({ toBeClose });

describeOp({
  name: "klDiv",
  run: (input, target) => klDiv(input!, target!, { reduction: "none" }),
  inputs: [floats([2, 3]), positives([2, 3])],
  formula: (input, target) => (target === 0 ? 0 : target * (Math.log(target) - input)),
  broadcasts: false,
});

describeOp({
  name: "klDiv of a logarithm",
  run: (input, target) => klDiv(input!, target!, { logTarget: true, reduction: "none" }),
  inputs: [floats([2, 3]), floats([2, 3])],
  formula: (input, target) => (Math.exp(target) === 0 ? 0 : Math.exp(target) * (target - input)),
  broadcasts: false,
});

describeReductions("klDiv", [tensor([-1, -2]), tensor([0.5, 0.5])] as const, klDiv);

test("a distribution does not diverge from itself", () => {
  const logs = logSoftmax(normal([4, 3], { rng: new Rng(1), dtype: "float64" }), 1);
  expect(klDiv(logs, exp(logs)).item()).toBeCloseTo(0, 12);
  expect(klDiv(logs, logs, { logTarget: true }).item()).toBe(0);
});

test("batchmean divides the sum by the number of samples", () => {
  const input = tensor([
    [Math.log(0.5), Math.log(0.5)],
    [Math.log(0.25), Math.log(0.75)],
  ]);
  const target = tensor([
    [1, 0],
    [1, 0],
  ]);
  const divergence = klDiv(input, target, { reduction: "batchmean" });
  expect(divergence.item()).toBeCloseTo((Math.log(2) + Math.log(4)) / 2, 6);
});

test("an element with target 0 costs nothing, even if it is impossible", () => {
  const input = tensor([-Infinity, 0]);
  expect(klDiv(input, tensor([0, 1]), { reduction: "none" }).toArray()).toEqual([0, 0]);
  const logs = klDiv(input, tensor([-Infinity, 0]), { logTarget: true, reduction: "none" });
  expect(logs.toArray()).toEqual([0, 0]);
});

test("different shapes are an error", () => {
  const text = "klDiv: shapes differ: the input has [2], the target [1]. Reshape or expand one of them.";
  expect(() => klDiv(tensor([1, 2]), tensor([1]))).toThrow(new ShapeError(text));
});
