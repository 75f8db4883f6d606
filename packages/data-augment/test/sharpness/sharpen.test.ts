import { sharpen } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { floats, gray, noise, rowsOf } from "../images.ts";

const rng = new Rng(1);
const dot = [
  [0, 0, 0],
  [0, 130, 0],
  [0, 0, 0],
];

test("blends with the mean of 3 × 3 pixels, of which the central one has weight 5/13", () => {
  // b = 5·130/13 = 50
  expect(rowsOf(sharpen(0)(gray(dot), rng))[1]).toEqual([0, 50, 0]);
  expect(rowsOf(sharpen(0.5)(gray(dot), rng))[1]).toEqual([0, 90, 0]);
  expect(rowsOf(sharpen(2)(gray(dot), rng))[1]).toEqual([0, 210, 0]);
  const light = dot.map((row) => row.map((value) => value / 260));
  expect(sharpen(0)(floats(light), rng).data[4]).toBeCloseTo(50 / 260, 6);
});

test("keeps the edge, images without an interior, and everything with factor 1", () => {
  const image = noise([3, 6, 7]);
  expect(sharpen(1)(image, rng)).toEqual(image);
  expect(rowsOf(sharpen(3)(image, rng))[0]).toEqual(rowsOf(image)[0]);
  const thin = noise([1, 2, 9]);
  expect(sharpen(3)(thin, rng)).toEqual(thin);
});

test("refuses a factor below 0", () => {
  expect(() => sharpen(-1)).toThrow(
    new RangeError("sharpen: factor must be a finite number or [least, greatest] of at least 0: got -1."),
  );
});
