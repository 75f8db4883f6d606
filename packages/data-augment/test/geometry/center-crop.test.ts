import { centerCrop } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { counting, rowsOf } from "../images.ts";

const rng = new Rng(1);

test("crops at the center, rounded to an even row and column if the margin is odd", () => {
  expect(rowsOf(centerCrop(2)(counting(4, 4), rng))).toEqual([
    [6, 7],
    [10, 11],
  ]);
  // (4 − 3)/2 = 0.5 becomes 0, (4 − 1)/2 = 1.5 becomes 2.
  expect(rowsOf(centerCrop([1, 3])(counting(4, 4), rng))).toEqual([[9, 10, 11]]);
});

test("pads a small image with zeros, with one more on the right and at the bottom", () => {
  expect(rowsOf(centerCrop([2, 4])(counting(1, 1), rng))).toEqual([
    [0, 1, 0, 0],
    [0, 0, 0, 0],
  ]);
});

test("refuses a size below 1", () => {
  expect(() => centerCrop([3, 0])).toThrow(
    new RangeError("centerCrop: size must be a whole number of at least 1 or [height, width]: got [3, 0]."),
  );
});
