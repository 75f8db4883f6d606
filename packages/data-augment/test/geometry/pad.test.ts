import { centerCrop, type PaddingMode, pad } from "@cambium/data-augment";
import { Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { floats, gray, noise, rowsOf } from "../images.ts";

const rng = new Rng(1);
const line = gray([[1, 2, 3, 4]]);

test.each([
  ["constant", [9, 9, 1, 2, 3, 4, 9, 9]],
  ["edge", [1, 1, 1, 2, 3, 4, 4, 4]],
  ["replicate", [1, 1, 1, 2, 3, 4, 4, 4]],
  ["reflect", [3, 2, 1, 2, 3, 4, 3, 2]],
  ["symmetric", [2, 1, 1, 2, 3, 4, 4, 3]],
  ["circular", [3, 4, 1, 2, 3, 4, 1, 2]],
] as const)("mode %s", (paddingMode, expected) => {
  expect(rowsOf(pad([2, 0], { fill: 9, paddingMode })(line, rng))).toEqual([expected]);
  const column = gray([[1], [2], [3], [4]]);
  expect(rowsOf(pad([0, 2], { fill: 9, paddingMode })(column, rng)).flat()).toEqual(expected);
});

test("accepts one number, two, or one for each side, and a fill for each channel", () => {
  expect(pad(1)(line, rng).shape).toEqual([1, 3, 6]);
  expect(pad([1, 2])(line, rng).shape).toEqual([1, 5, 6]);
  expect(rowsOf(pad([1, 0, 0, 1], { fill: 7 })(line, rng))).toEqual([
    [7, 1, 2, 3, 4],
    [7, 7, 7, 7, 7],
  ]);
  const filled = pad([1, 0, 0, 0], { fill: [1, 2, 3] })(noise([3, 1, 1]), rng);
  expect([filled.data[0], filled.data[2], filled.data[4]]).toEqual([1, 2, 3]);
});

test.each(["constant", "edge", "reflect", "symmetric", "circular"] as const)(
  "the middle of what was padded (%s) is the image",
  (paddingMode) => {
    const image = noise([3, 7, 6]);
    expect(centerCrop([7, 6])(pad(4, { paddingMode })(image, rng), rng)).toEqual(image);
  },
);

test("says what is wrong", () => {
  expect(() => pad(-1)).toThrow(
    new RangeError(
      "pad: padding must be whole numbers of at least 0, one, [leftAndRight, topAndBottom] or " +
        "[left, top, right, bottom]: got -1.",
    ),
  );
  expect(() => pad(1, { paddingMode: "mirror" as PaddingMode })).toThrow(
    new RangeError(
      'pad: unknown paddingMode "mirror". Use "constant", "edge", "replicate", "reflect", "symmetric" or "circular".',
    ),
  );
  expect(() => pad([4, 0], { paddingMode: "reflect" })(line, rng)).toThrow(
    new RangeError(
      "pad: reflect padding of an image of 1 × 4 is at most 0 rows and 3 columns on a side: got [4, 0, 4, 0] " +
        '(left, top, right, bottom). Use less, or padding mode "edge".',
    ),
  );
  expect(() => pad(1, { fill: [1, 2] })(line, rng)).toThrow(
    new ShapeError(
      "pad: fill has 2 numbers, but the image has 1 channels: got [1, 2]. Give one number, or one for each channel.",
    ),
  );
  expect(() => pad(1, { fill: 256 })(line, rng)).toThrow(
    new RangeError("pad: fill of a byte image must be a whole number in [0, 255]: got 256."),
  );
  expect(() => pad(1, { fill: Number.NaN })(floats([[1]]), rng)).toThrow(
    new RangeError("pad: fill must be finite: got NaN."),
  );
});
