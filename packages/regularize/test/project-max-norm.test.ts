import { grad } from "@cambium/autograd";
import { normal, Rng, ShapeError, sqrt, square, sum, tensor } from "@cambium/tensor";
import { describeOp, floats, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { projectMaxNorm } from "../src/project-max-norm.ts";

expect.extend({ toBeClose });

describeOp({
  name: "projectMaxNorm",
  run: (w) => projectMaxNorm(w!, { max: 1.5 }),
  inputs: [floats([4, 3])],
  also: [
    { inputs: [floats([4, 3])], run: (w) => projectMaxNorm(w!, { max: 1.5, neuronDim: -1 }) },
    { inputs: [floats([2, 3, 2])], run: (w) => projectMaxNorm(w!, { max: 1, neuronDim: [0, 1] }) },
    { inputs: [floats([5])], run: (w) => projectMaxNorm(w!, { max: 1 }) },
    { inputs: [floats([0, 3])], run: (w) => projectMaxNorm(w!, { max: 1 }) },
  ],
});

test("rows that are too long are shortened to max, the others stay", () => {
  const w = tensor(
    [
      [3, 4],
      [0.6, 0.8],
      [0, 0],
    ],
    { dtype: "float64" },
  );
  expect(projectMaxNorm(w, { max: 2.5 }).toArray()).toEqual([
    [1.5, 2],
    [0.6, 0.8],
    [0, 0],
  ]);
});

test("neurons may be columns, kernels or pieces", () => {
  const w = tensor(
    [
      [3, 0],
      [4, 1],
    ],
    { dtype: "float64" },
  );
  expect(projectMaxNorm(w, { max: 2.5, neuronDim: 1 }).toArray()).toEqual([
    [1.5, 0],
    [2, 1],
  ]);
  const rng = new Rng(1);
  const kernels = projectMaxNorm(normal([6, 2, 3, 3], { rng, dtype: "float64" }), { max: 0.5 });
  expect(sqrt(sum(square(kernels), [1, 2, 3]))).toBeClose(new Array(6).fill(0.5), { rtol: 1e-12 });
  const pieces = projectMaxNorm(normal([2, 3, 8], { rng, dtype: "float64" }), {
    max: 0.5,
    neuronDim: [0, 1],
  });
  expect(sqrt(sum(square(pieces), 2))).toBeClose(
    [
      [0.5, 0.5, 0.5],
      [0.5, 0.5, 0.5],
    ],
    { rtol: 1e-12 },
  );
});

test("weights of 0 have a gradient", () => {
  const w = tensor([[0, 0]], { dtype: "float64" });
  expect(grad((w) => sum(projectMaxNorm(w, { max: 1 })))(w).toArray()).toEqual([[1, 1]]);
});

test("a bound and a dimension that are none are named", () => {
  const w = tensor([[1, 2]]);
  const max = "projectMaxNorm: max must be above 0: got 0. Usual values are 3 and 4.";
  expect(() => projectMaxNorm(w, { max: 0 })).toThrow(new RangeError(max));
  const dim = "projectMaxNorm: a weight [1, 2] has no dimension 2. Choose another neuronDim.";
  expect(() => projectMaxNorm(w, { max: 1, neuronDim: 2 })).toThrow(new ShapeError(dim));
});

test("rows whose squares float32 does not hold", () => {
  expect(projectMaxNorm(tensor([[3e30, 4e30]]), { max: 1 })).toBeClose([[0.6, 0.8]], { rtol: 1e-6 });
  const tiny = projectMaxNorm(tensor([[3e-25, 4e-25]]), { max: 1e-25 });
  expect(tiny).toBeClose([[0.6e-25, 0.8e-25]], { rtol: 1e-6, atol: 0 });
});
