import { brightness, compose, contrast } from "@cambium/data-augment";
import { Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { asFloats, floats, gray, noise, pixel, rowsOf } from "../images.ts";

const rng = new Rng(1);

test("spreads values around the mean gray", () => {
  expect(rowsOf(contrast([0.5, 0.5])(gray([[0, 100]]), rng))).toEqual([[25, 75]]);
  expect(rowsOf(contrast([2, 2])(gray([[0, 100]]), rng))).toEqual([[0, 150]]);
  expect(rowsOf(contrast([0, 0])(floats([[0, 0.5, 1]]), rng))).toEqual([[0.5, 0.5, 0.5]]);
});

test("the mean of colors is that of 0.2989 red + 0.587 green + 0.114 blue, truncated to bytes", () => {
  // 2.989 + 117.4 + 3.42 = 123.809, truncated to 123. Half of it is 61.5.
  expect([...contrast([0.5, 0.5])(pixel(10, 200, 30), rng).data]).toEqual([66, 161, 76]);
});

test("after another change of values, it uses the changed values", () => {
  const image = noise([3, 6, 6]);
  for (const one of [image, asFloats(image)]) {
    const bright = brightness([1.4, 1.4])(one, rng);
    const both = compose(brightness([1.4, 1.4]), contrast([0.6, 0.6]))(one, rng);
    expect(both).toEqual(contrast([0.6, 0.6])(bright, rng));
  }
});

test("says what is wrong", () => {
  expect(() => contrast(-1)).toThrow(
    "contrast: factor must be a spread of at least 0 or [least, greatest]: got -1.",
  );
  expect(() => contrast(1)(noise([2, 3, 3]), rng)).toThrow(
    new ShapeError(
      "contrast: an image must have 1 or 3 channels: got shape [2, 3, 3]. Take away or add channels first.",
    ),
  );
});
