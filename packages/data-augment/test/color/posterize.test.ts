import { posterize } from "@cambium/data-augment";
import { DTypeError, Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { floats, gray, noise, rowsOf } from "../images.ts";

const rng = new Rng(1);

test("keeps the upper bits", () => {
  expect(rowsOf(posterize(2)(gray([[0, 63, 64, 200, 255]]), rng))).toEqual([[0, 0, 64, 192, 192]]);
  const image = noise([1, 5, 5]);
  expect(posterize(8)(image, rng)).toEqual(image);
  expect(posterize(0)(image, rng).data.every((value) => value === 0)).toBe(true);
});

test("says what is wrong", () => {
  expect(() => posterize(9)).toThrow(
    new RangeError("posterize: bits must be a whole number in [0, 8]: got 9."),
  );
  expect(() => posterize(4)(floats([[1]]), rng)).toThrow(
    new DTypeError(
      "posterize: the image must have bytes (a Uint8Array): got float32. Do this before toFloat or normalize.",
    ),
  );
});
