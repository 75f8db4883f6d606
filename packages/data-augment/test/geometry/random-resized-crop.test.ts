import { randomResizedCrop, resize } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { counting, noise, rowsOf } from "../images.ts";

test("uses the whole image if scale and ratio allow nothing else", () => {
  const image = noise([3, 12, 12]);
  const whole = randomResizedCrop(6, { scale: [1, 1], ratio: [1, 1] })(image, new Rng(1));
  expect(whole).toEqual(resize(6)(image, new Rng(1)));
});

test("crops have areas within scale", () => {
  const image = counting(15, 15);
  const piece = randomResizedCrop(5, { scale: [1 / 9, 1 / 9], ratio: [1, 1], interpolation: "nearest" });
  for (let seed = 0; seed < 20; seed++) {
    const rows = rowsOf(piece(image, new Rng(seed)));
    const first = rows[0]![0]!;
    rows.forEach((row, i) => {
      row.forEach((value, j) => {
        expect(value).toBe((first + 15 * i + j) % 256);
      });
    });
  }
});

test("uses the largest centered crop if no draw fits", () => {
  const wide = counting(2, 8);
  const square = randomResizedCrop(2, { scale: [1, 1], ratio: [1, 1] });
  expect(rowsOf(square(wide, new Rng(1)))).toEqual([
    [4, 5],
    [12, 13],
  ]);
  const tall = counting(8, 2);
  expect(rowsOf(square(tall, new Rng(1)))).toEqual([
    [7, 8],
    [9, 10],
  ]);
});

test("says what is wrong", () => {
  expect(() => randomResizedCrop(0)).toThrow("randomResizedCrop: size must be a whole number of at least 1");
  expect(() => randomResizedCrop(2, { scale: [0.5, 1.5] })).toThrow(
    new RangeError(
      "randomResizedCrop: scale must be a finite number or [least, greatest] in [0.000001, 1]: got [0.5, 1.5].",
    ),
  );
  expect(() => randomResizedCrop(2, { ratio: [2, 1] })).toThrow(
    new RangeError(
      "randomResizedCrop: ratio must be a finite number or [least, greatest] in [0.001, 1000]: got [2, 1].",
    ),
  );
  expect(() => randomResizedCrop(2, { interpolation: "x" as "nearest" })).toThrow(
    "randomResizedCrop: unknown interpolation",
  );
});
