import { conv1d, conv2d, normal, Rng, ShapeError, slice } from "@cambium/tensor";
import { toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { dirac } from "../src/dirac.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const image = normal([2, 4, 5, 6], { rng });

test("a convolution passes on the image", () => {
  const weight = dirac()([4, 4, 3, 5], { rng });
  expect(conv2d(image, weight, { padding: [1, 2] })).toBeClose(image, { atol: 0 });
  const line = normal([1, 2, 7], { rng });
  expect(conv1d(line, dirac()([2, 2, 3], { rng }), { padding: 1 })).toBeClose(line, { atol: 0 });
});

test("outputs beyond the inputs are 0", () => {
  const y = conv2d(image, dirac()([5, 4, 1, 1], { rng }));
  expect(slice(y, [null, [0, 4]])).toBeClose(image, { atol: 0 });
  expect(Array.from(slice(y, [null, 4]).dataSync(), Math.abs).every((value) => value === 0)).toBe(true);
});

test("each group passes on its own channels", () => {
  const weight = dirac({ groups: 2 })([4, 2, 3, 3], { rng });
  expect(conv2d(image, weight, { padding: 1, groups: 2 })).toBeClose(image, { atol: 0 });
});

test("the middle of an even kernel is right of its center, and volumes have one as well", () => {
  expect(dirac()([1, 1, 4], { rng, dtype: "float64" }).toArray()).toEqual([[[0, 0, 1, 0]]]);
  const cube = Array.from(dirac()([1, 1, 3, 3, 3], { rng }).dataSync());
  expect(cube.indexOf(1)).toBe(13);
  expect(cube.reduce((a, b) => a + b)).toBe(1);
});

test("shapes and groups that do not fit are named", () => {
  const matrix =
    "dirac: needs kernels [out, in, kernel…] of one to three dimensions: got [2, 2]. For a matrix use identity.";
  expect(() => dirac()([2, 2], { rng })).toThrow(new ShapeError(matrix));
  const groups = "dirac: 3 groups do not divide the 4 outputs of [4, 2, 3, 3]. Give the groups of the layer.";
  expect(() => dirac({ groups: 3 })([4, 2, 3, 3], { rng })).toThrow(new ShapeError(groups));
  const none = "dirac: groups must be a whole number of at least 1: got 0. Give those of the layer.";
  expect(() => dirac({ groups: 0 })).toThrow(new RangeError(none));
});
