import { ShapeError, tensor, zeros } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { maxoutLinear } from "../src/maxout-linear.ts";

describeOp({
  name: "maxoutLinear",
  run: (x, weight, bias) => maxoutLinear(x!, weight!, bias),
  inputs: [floats([3, 4]), floats([2, 5, 4]), floats([2, 5])],
  also: [
    { inputs: [floats([2, 3, 2]), floats([3, 2, 2])] },
    { inputs: [floats([3]), floats([2, 2, 3]), floats([2, 2])] },
    { inputs: [floats([0, 3]), floats([2, 2, 3]), floats([2, 2])] },
  ],
});

test("takes the largest of the pieces: x and −x make |x|", () => {
  const weight = tensor([[[1]], [[-1]]]);
  expect(maxoutLinear(tensor([[3], [-4]]), weight).toArray()).toEqual([[3], [4]]);
  expect(maxoutLinear(tensor([[3], [-4]]), weight, tensor([[0], [10]])).toArray()).toEqual([[7], [14]]);
});

test("weights and biases that do not fit are described", () => {
  const weight =
    "maxoutLinear: weight must have shape [pieces, out, in] with at least one piece: got [2, 3]. Reshape it.";
  expect(() => maxoutLinear(zeros([1, 3]), zeros([2, 3]))).toThrow(new ShapeError(weight));
  const bias = "maxoutLinear: bias must have shape [2, 4]: got [4]. Reshape it.";
  expect(() => maxoutLinear(zeros([1, 3]), zeros([2, 4, 3]), zeros([4]))).toThrow(new ShapeError(bias));
  expect(() => maxoutLinear(zeros([1, 2]), zeros([2, 4, 3]))).toThrow(ShapeError);
});
