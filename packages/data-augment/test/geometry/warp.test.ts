import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { warp } from "../../src/geometry/warp.ts";
import { Frame } from "../../src/image/frame.ts";
import type { Image, Sizes } from "../../src/image/image.ts";
import { roundToEven } from "../../src/math/portable-math.ts";
import { asFloats, noise } from "../images.ts";

const fill = [7, 8];

/** Weighted mean of the four values around a position, each of which may be the fill. */
function plainMix({ data, shape }: Image, channel: number, y: number, x: number): number {
  const [, height, width] = shape as [number, number, number];
  let value = 0;
  for (const row of [Math.floor(y), Math.floor(y) + 1]) {
    for (const column of [Math.floor(x), Math.floor(x) + 1]) {
      const weight = (1 - Math.abs(y - row)) * (1 - Math.abs(x - column));
      const inside = row >= 0 && row < height && column >= 0 && column < width;
      value += weight * (inside ? data[(channel * height + row) * width + column]! : fill[channel]!);
    }
  }
  return value;
}

test.each([noise([2, 5, 7]), asFloats(noise([2, 5, 7])), noise([2, 1, 1])])(
  "bilinear warps mix the four pixels around, inside, across each edge and outside",
  (image) => {
    const [, height, width] = image.shape as [number, number, number];
    const rng = new Rng(3);
    const places = Array.from({ length: 400 }, () => [
      (height + 4) * rng.uniform() - 2,
      (width + 4) * rng.uniform() - 2,
    ]);
    places.push([0, 0], [height - 1, width - 1], [-1, 0], [height, width]);
    const frame = new Frame(image.data, image.shape as unknown as Sizes);
    const origins = (_: number, columns: Float64Array, rows: Float64Array) =>
      places.forEach(([y, x], j) => {
        [rows[j], columns[j]] = [y!, x!];
      });
    warp(frame, origins, [1, places.length], "bilinear", fill);
    const result = frame.result();
    places.forEach(([y, x], j) => {
      for (let channel = 0; channel < 2; channel++) {
        const expected = plainMix(image, channel, y!, x!);
        const value = result[channel * places.length + j]!;
        if (frame.type === "uint8") expect(value).toBe(roundToEven(expected));
        else expect(value).toBeCloseTo(expected, 5);
      }
    });
  },
);

test("pixels from outside get the fill", () => {
  for (const interpolation of ["nearest", "bilinear"] as const) {
    const frame = new Frame(noise([1, 3, 3]).data, [1, 3, 3]);
    const nowhere = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e300];
    const origins = (_: number, columns: Float64Array, rows: Float64Array) => {
      columns.fill(1);
      rows.set(nowhere);
    };
    warp(frame, origins, [1, nowhere.length], interpolation, [9]);
    expect([...frame.result()]).toEqual([9, 9, 9, 9, 9]);
  }
});
