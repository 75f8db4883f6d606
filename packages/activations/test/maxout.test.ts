import { grad } from "@cambium/autograd";
import { max, normal, Rng, ShapeError, sum, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { maxout } from "../src/maxout.ts";

describeOp({
  name: "maxout",
  run: (x) => maxout(x!, 2),
  inputs: [floats([2, 4, 3])],
  also: [
    { inputs: [floats([3, 6])], run: (x) => maxout(x!, 3, -1) },
    { inputs: [floats([6])], run: (x) => maxout(x!, 6, 0) },
    { inputs: [floats([2, 3])], run: (x) => maxout(x!, 1) },
    { inputs: [floats([0, 4])], run: (x) => maxout(x!, 2) },
  ],
});

test("takes the largest of neighboring channels", () => {
  expect(maxout(tensor([[1, 5, -2, -3, 0, 7]]), 2).toArray()).toEqual([[5, -2, 7]]);
  expect(maxout(tensor([[1, 5, -2, -3, 0, 7]]), 3).toArray()).toEqual([[5, 7]]);
});

test("the gradient goes to the largest, and equal ones share it", () => {
  const x = tensor([[1, 2, 3, 3]], { dtype: "float64" });
  expect(grad((x) => sum(maxout(x, 2)))(x).toArray()).toEqual([[0, 1, 0.5, 0.5]]);
  const equal = tensor([[2, 2, 1, 2]], { dtype: "float64" });
  const third = 1 / 3;
  expect(grad((x) => sum(maxout(x, 4)))(equal).toArray()).toEqual([[third, third, 0, third]]);
});

test("any number of pieces, and NaN wins", () => {
  const x = normal([2, 100], { rng: new Rng(1) });
  expect(maxout(x, 100).toArray()).toEqual(max(x, 1, { keepDim: true }).toArray());
  expect(maxout(tensor([[1, Number.NaN, 3, 4]]), 2).toArray()).toEqual([[Number.NaN, 4]]);
});

test("pieces that do not fit are named", () => {
  const text =
    "maxout: dimension 1 must be divisible by 2 pieces: got [1, 3]. " +
    "Choose another dim, or make pieces times as many channels as are wanted.";
  const x = tensor([[1, 2, 3]]);
  expect(() => maxout(x, 2)).toThrow(new ShapeError(text));
  expect(() => maxout(x, 1, 2)).toThrow("maxout: dimension 2 does not exist");
  const none = "maxout: pieces must be a whole number of at least 1: got 0. The usual value is 2.";
  expect(() => maxout(x, 0)).toThrow(new RangeError(none));
});
