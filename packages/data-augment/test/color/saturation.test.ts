import { saturation } from "@cambium/data-augment";
import { Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { noise, pixel } from "../images.ts";

const rng = new Rng(1);
const at = (factor: number, ...color: [number, number, number]) => [
  ...saturation([factor, factor])(pixel(...color), rng).data,
];

test("blends with the luma of each pixel", () => {
  // 0.2989 · 255 = 76.2, truncated to 76.
  expect(at(0, 255, 0, 0)).toEqual([76, 76, 76]);
  expect(at(0.5, 255, 0, 0)).toEqual([165, 38, 38]);
  expect(at(2, 100, 120, 100)).toEqual([89, 129, 89]);
});

test("keeps grays, and everything with factor 1", () => {
  expect(at(1.7, 90, 90, 90)).toEqual([90, 90, 90]);
  const image = noise([3, 5, 5]);
  expect(saturation(0)(image, rng)).toEqual(image);
});

test("says what is wrong", () => {
  expect(() => saturation([1, 0])).toThrow("saturation: factor must be a finite number or [least, greatest]");
  expect(() => saturation(1)(noise([1, 3, 3]), rng)).toThrow(
    new ShapeError(
      "saturation: an image must have 3 channels: got shape [1, 3, 3]. Take away or add channels first.",
    ),
  );
});
