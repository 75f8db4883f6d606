import { gaussianBlur } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { floats, gray, noise, rowsOf } from "../images.ts";

const rng = new Rng(1);

test("has weights exp(−½ (k/σ)²), mirrored at the edges", () => {
  const side = Math.exp(-0.5);
  const [middle, next] = [1 / (1 + 2 * side), side / (1 + 2 * side)];
  const blurred = rowsOf(gaussianBlur([1, 3], { sigma: 1 })(floats([[1, 0, 0, 0]]), rng))[0]!;
  expect(blurred).toEqual([middle, next, 0, 0].map((value) => expect.closeTo(value, 6)));
  // The value before the left end is the second one.
  const mirrored = rowsOf(gaussianBlur([1, 3], { sigma: 1 })(floats([[0, 1, 0]]), rng))[0]!;
  expect(mirrored).toEqual([2 * next, middle, 2 * next].map((value) => expect.closeTo(value, 6)));
});

test("rows and columns have their own sizes; a kernel of 1 changes nothing", () => {
  const column = gaussianBlur([3, 1], { sigma: 1 })(gray([[100], [0], [0]]), rng);
  expect(rowsOf(column).flat()).toEqual([45, 27, 0]);
  const image = noise([3, 5, 5]);
  expect(gaussianBlur(1)(image, rng)).toEqual(image);
});

test("an image of one value is unchanged", () => {
  const even = { data: new Uint8Array(48).fill(200), shape: [3, 4, 4] };
  expect(gaussianBlur(5)(even, rng)).toEqual(even);
});

test("says what is wrong", () => {
  expect(() => gaussianBlur([3, 4])).toThrow(
    new RangeError("gaussianBlur: sizes of the kernel must be odd: got [3, 4]. Add 1."),
  );
  expect(() => gaussianBlur(0)).toThrow("gaussianBlur: size must be a whole number of at least 1");
  expect(() => gaussianBlur(3, { sigma: 0 })).toThrow(
    new RangeError(
      "gaussianBlur: sigma must be a finite number or [least, greatest] of at least 0.001: got 0.",
    ),
  );
  expect(() => gaussianBlur(9)(noise([1, 4, 6]), rng)).toThrow(
    new RangeError(
      "gaussianBlur: a kernel of 9 × 9 is too large for an image of 4 × 6: at most 7 × 11. Use a smaller one.",
    ),
  );
});
