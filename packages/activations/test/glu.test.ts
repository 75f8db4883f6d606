import { ShapeError, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { glu } from "../src/glu.ts";

describeOp({
  name: "glu",
  run: (x) => glu(x!),
  inputs: [floats([3, 4])],
  also: [
    { inputs: [floats([2, 4, 3])], run: (x) => glu(x!, 1) },
    { inputs: [floats([2, 0])], run: (x) => glu(x!) },
    { inputs: [floats([0, 2])], run: (x) => glu(x!) },
  ],
});

test("the second half gates the first", () => {
  expect(glu(tensor([4, 5, 0, 1000])).toArray()).toEqual([2, 5]);
  const columns = tensor([
    [4, 6],
    [0, -1000],
  ]);
  expect(glu(columns, 0).toArray()).toEqual([[2, 0]]);
});

test("an odd size is an error that names it", () => {
  const text =
    "glu: dimension 1 must be even, to be cut in halves: got [2, 3]. " +
    "Choose another dim, or make twice as many channels as are wanted.";
  const x = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(() => glu(x, 1)).toThrow(new ShapeError(text));
  expect(() => glu(x, 2)).toThrow("glu: dimension 2 does not exist");
});
