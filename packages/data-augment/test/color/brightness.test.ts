import { brightness } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { floats, gray, noise, rowsOf } from "../images.ts";

const rng = new Rng(1);

test("multiplies, clamps to the range, and truncates bytes", () => {
  const image = gray([[0, 101, 200]]);
  expect(rowsOf(brightness([2, 2])(image, rng))).toEqual([[0, 202, 255]]);
  expect(rowsOf(brightness([0.5, 0.5])(image, rng))).toEqual([[0, 50, 100]]);
  expect(rowsOf(brightness([0, 0])(image, rng))).toEqual([[0, 0, 0]]);
  expect(rowsOf(brightness([1.5, 1.5])(floats([[0.25, 0.75]]), rng))).toEqual([[0.375, 1]]);
});

test("a factor of 1 changes nothing", () => {
  const image = noise([3, 8, 8]);
  expect(brightness(0)(image, rng)).toEqual(image);
});

test("a number s draws factors from [max(0, 1 − s), 1 + s]", () => {
  const batch = { data: new Float32Array(500).fill(0.4), shape: [500, 1, 1, 1] };
  const factors = [...brightness(0.5)(batch, rng).data].map((value) => value / 0.4);
  expect(Math.min(...factors)).toBeGreaterThan(0.49);
  expect(Math.min(...factors)).toBeLessThan(0.52);
  expect(Math.max(...factors)).toBeGreaterThan(1.48);
  expect(Math.max(...factors)).toBeLessThan(1.51);
  expect(brightness(5)(batch, rng).data.every((value) => value >= 0)).toBe(true);
});

test.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a spread of %d", (spread) => {
  expect(() => brightness(spread)).toThrow(
    new RangeError(`brightness: factor must be a spread of at least 0 or [least, greatest]: got ${spread}.`),
  );
});

test("refuses a range below 0", () => {
  expect(() => brightness([-1, 1])).toThrow(
    new RangeError(
      "brightness: factor must be a finite number or [least, greatest] of at least 0: got [-1, 1].",
    ),
  );
});
