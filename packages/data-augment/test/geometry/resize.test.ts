import { type ResizeInterpolation, resize } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { counting, floats, gray, noise, rowsOf } from "../images.ts";

const rng = new Rng(1);
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 5));

test("bilinear enlargement: the centers of new pixels are at −¼, ¼, ¾ and 1¼ of the old ones", () => {
  const image = gray([[0, 100]]);
  for (const antialias of [true, false]) {
    expect(rowsOf(resize([1, 4], { antialias })(image, rng))).toEqual([[0, 25, 75, 100]]);
  }
  const column = gray([[0], [100]]);
  expect(rowsOf(resize([4, 1])(column, rng)).flat()).toEqual([0, 25, 75, 100]);
});

test("bilinear reduction without antialias uses the two values around ½ and 2½", () => {
  expect(rowsOf(resize([1, 2], { antialias: false })(floats([[0, 10, 20, 30]]), rng))).toEqual([[5, 25]]);
});

test("antialias has weights 0.75, 0.75, 0.25 of 1.75 under the triangle around 1", () => {
  const expected = close([12.5 / 1.75, 30 - 12.5 / 1.75]);
  expect(rowsOf(resize([1, 2])(floats([[0, 10, 20, 30]]), rng))).toEqual([expected]);
});

test("nearest uses ⌊i·old/new⌋, nearest-exact ⌊(i + ½)·old/new⌋", () => {
  const image = gray([[1, 2, 3, 4, 5]]);
  expect(rowsOf(resize([1, 2], { interpolation: "nearest" })(image, rng))).toEqual([[1, 3]]);
  expect(rowsOf(resize([1, 2], { interpolation: "nearest-exact" })(image, rng))).toEqual([[2, 4]]);
  expect(rowsOf(resize([2, 10], { interpolation: "nearest" })(image, rng))[1]).toEqual([
    1, 1, 2, 2, 3, 3, 4, 4, 5, 5,
  ]);
});

test("one number is the shorter edge", () => {
  expect(resize(4)(counting(8, 12), rng).shape).toEqual([1, 4, 6]);
  expect(resize(4)(counting(9, 8), rng).shape).toEqual([1, 4, 4]);
});

test("the same size changes nothing, and the mean is kept", () => {
  const image = noise([3, 9, 7]);
  for (const interpolation of ["nearest", "nearest-exact", "bilinear"] as const) {
    expect(resize([9, 7], { interpolation })(image, rng)).toEqual(image);
  }
  expect(
    rowsOf(
      resize(3)(
        gray([
          [8, 8, 8, 8],
          [8, 8, 8, 8],
          [8, 8, 8, 8],
          [8, 8, 8, 8],
        ]),
        rng,
      ),
    ).flat(),
  ).toEqual(new Array(9).fill(8));
});

test("says what is wrong", () => {
  expect(() => resize(1.5)).toThrow(
    new RangeError("resize: size must be a whole number of at least 1 or [height, width]: got 1.5."),
  );
  expect(() => resize(3, { interpolation: "cubic" as ResizeInterpolation })).toThrow(
    new RangeError('resize: unknown interpolation "cubic". Use "nearest", "nearest-exact" or "bilinear".'),
  );
});
