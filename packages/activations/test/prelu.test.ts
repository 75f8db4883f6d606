import { grad } from "@cambium/autograd";
import { ShapeError, sum, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { prelu } from "../src/prelu.ts";

describeOp({
  name: "prelu",
  run: (x, alpha) => prelu(x!, alpha!),
  inputs: [floats([2, 3, 2]), floats([3])],
  also: [
    { inputs: [floats([2, 3]), floats([1])] },
    { inputs: [floats([2, 3]), floats([3])] },
    { inputs: [floats([5]), floats([])] },
    { inputs: [floats([0, 3]), floats([3])] },
  ],
});

test("each channel has its own slope, and the gradient at 0 is that of the left side", () => {
  const x = tensor([[-4, -4, 0, 4]], { dtype: "float64" });
  const alpha = tensor([0.5, 0.25, 0.1, 0.1], { dtype: "float64" });
  expect(prelu(x, alpha).toArray()).toEqual([[-2, -1, 0, 4]]);
  expect(grad((x) => sum(prelu(x, alpha)))(x).toArray()).toEqual([[0.5, 0.25, 0.1, 1]]);
  expect(grad((alpha) => sum(prelu(x, alpha)))(alpha).toArray()).toEqual([-4, -4, 0, 0]);
});

test("slopes that do not fit are named", () => {
  const text =
    "prelu: slopes for x [1, 3] must have shape [1] or [3], one for each channel of dimension 1: got [2]. Change the number of slopes.";
  expect(() => prelu(tensor([[1, 2, 3]]), tensor([1, 2]))).toThrow(new ShapeError(text));
  const vector = "prelu: slopes for x [3] must have shape [1]: got [3]. Change the number of slopes.";
  expect(() => prelu(tensor([1, 2, 3]), tensor([1, 2, 3]))).toThrow(new ShapeError(vector));
});
