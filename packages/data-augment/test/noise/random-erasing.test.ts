import { type Image, randomErasing } from "@cambium/data-augment";
import { Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { noise } from "../images.ts";

const white: Image = { data: new Uint8Array(3 * 400).fill(255), shape: [3, 20, 20] };

/** Rows and columns of the first channel that contain a value, and the number of pixels with it. */
function erased(image: Image, value: number): { rows: number[]; columns: number[]; count: number } {
  const places = [...image.data.subarray(0, 400).keys()].filter((i) => image.data[i] === value);
  return {
    rows: [...new Set(places.map((i) => Math.floor(i / 20)))],
    columns: [...new Set(places.map((i) => i % 20))],
    count: places.length,
  };
}

test("erases one rectangle within the ranges, in all channels", () => {
  for (let seed = 0; seed < 50; seed++) {
    const result = randomErasing({ p: 1, scale: [0.1, 0.2], ratio: [0.5, 2], value: [7, 8, 9] })(
      white,
      new Rng(seed),
    );
    const { rows, columns, count } = erased(result, 7);
    expect(count).toBe(rows.length * columns.length);
    expect(count / 400).toBeGreaterThan(0.08);
    expect(count / 400).toBeLessThan(0.23);
    expect(rows.length / columns.length).toBeGreaterThan(0.4);
    expect(rows.length / columns.length).toBeLessThan(2.4);
    expect(result.data.filter((value) => value === 8).length).toBe(count);
    expect(result.data.filter((value) => value === 9).length).toBe(count);
  }
});

test("erases half of the images by default", () => {
  let changed = 0;
  for (let seed = 0; seed < 400; seed++) {
    if (randomErasing()(white, new Rng(seed)).data.includes(0)) changed++;
  }
  expect(changed).toBeGreaterThan(150);
  expect(changed).toBeLessThan(250);
  expect(randomErasing({ p: 0 })(white, new Rng(1))).toEqual(white);
});

test('"random" is any byte, or a normal number', () => {
  const bytes = randomErasing({ p: 1, value: "random" })(white, new Rng(1));
  expect(new Set(bytes.data).size).toBeGreaterThan(20);
  const black = { data: new Float32Array(400), shape: [1, 20, 20] };
  const { data } = randomErasing({ p: 1, value: "random" })(black, new Rng(1));
  expect(data.some((value) => value < -0.5)).toBe(true);
  expect(data.some((value) => value > 0.5)).toBe(true);
});

test("erases nothing where nothing fits", () => {
  const line = noise([1, 1, 9]);
  expect(randomErasing({ p: 1, scale: [0.9, 1] })(line, new Rng(1))).toEqual(line);
});

test("says what is wrong", () => {
  expect(() => randomErasing({ p: 2 })).toThrow("randomErasing: p must be a probability in [0, 1]: got 2.");
  expect(() => randomErasing({ scale: [0, 2] })).toThrow(
    new RangeError(
      "randomErasing: scale must be a finite number or [least, greatest] in [0, 1]: got [0, 2].",
    ),
  );
  expect(() => randomErasing({ ratio: [0, 1] })).toThrow("randomErasing: ratio must be a finite number");
  expect(() => randomErasing({ p: 1, value: [1, 2] })(white, new Rng(1))).toThrow(
    new ShapeError(
      "randomErasing: value has 2 numbers, but the image has 3 channels: got [1, 2]. " +
        "Give one number, or one for each channel.",
    ),
  );
});
