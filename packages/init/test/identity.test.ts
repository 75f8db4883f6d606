import { Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { identity } from "../src/identity.ts";

const rng = new Rng(1);

test("ones on the diagonal of any matrix, and no random number drawn", () => {
  const before = rng.state;
  const weight = identity([2, 3], { rng, dtype: "float64" });
  expect(weight.dtype).toBe("float64");
  expect(weight.toArray()).toEqual([
    [1, 0, 0],
    [0, 1, 0],
  ]);
  expect(rng.state).toEqual(before);
});

test("kernels have another initializer", () => {
  const text =
    "identity: needs a matrix [out, in]: got [2, 2, 3, 3]. For the kernels of a convolution use dirac().";
  expect(() => identity([2, 2, 3, 3], { rng })).toThrow(new ShapeError(text));
});
