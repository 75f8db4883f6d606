import { equalize } from "@cambium/data-augment";
import { DTypeError, Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { asFloats, noise } from "../images.ts";

const rng = new Rng(1);

test("maps a value to its share of darker pixels", () => {
  // 255 pixels of 0, 255 of 10, one of 20. The step is ⌊510/255⌋ = 2, the results ⌊(0 + 1)/2⌋, ⌊(255 + 1)/2⌋, ⌊(510 + 1)/2⌋.
  const data = Uint8Array.from({ length: 511 }, (_, i) => (i < 255 ? 0 : i < 510 ? 10 : 20));
  const result = equalize()({ data, shape: [1, 7, 73] }, rng);
  expect([result.data[0], result.data[300], result.data[510]]).toEqual([0, 128, 255]);
});

test("treats each channel separately and keeps one with too few pixels", () => {
  const few = noise([3, 4, 4]);
  expect(equalize()(few, rng)).toEqual(few);
  const dark = {
    data: Uint8Array.from({ length: 2048 }, (_, i) => (i < 1024 ? i % 16 : 200)),
    shape: [2, 32, 32],
  };
  const { data } = equalize()(dark, rng);
  expect(Math.max(...data.subarray(0, 1024))).toBe(255);
  expect(data[2000]).toBe(200);
});

test("refuses floats", () => {
  expect(() => equalize()(asFloats(noise([1, 2, 2])), rng)).toThrow(
    new DTypeError(
      "equalize: the image must have bytes (a Uint8Array): got float32. Do this before toFloat or normalize.",
    ),
  );
});
