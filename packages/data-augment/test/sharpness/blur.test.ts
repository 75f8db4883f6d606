import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import { bellOf, gaussianWeights } from "../../src/sharpness/bell.ts";
import { blurPlane } from "../../src/sharpness/blur.ts";

const random = (count: number) => {
  const rng = new Rng(1);
  return Float64Array.from({ length: count }, () => rng.uniform());
};

/** Index within a line that mirrors index i. The ends of the line are not repeated. */
function mirrored(i: number, size: number): number {
  if (size === 1) return 0;
  if (i < 0) return mirrored(-i, size);
  return i < size ? i : mirrored(2 * (size - 1) - i, size);
}

/** Convolves with one sum for each value. */
function plainBlur(
  plane: Float64Array,
  height: number,
  width: number,
  across: Float64Array,
  down: Float64Array,
) {
  const weighed = (weights: Float64Array, valueAt: (offset: number) => number) =>
    weights.reduce((sum, weight, tap) => sum + weight * valueAt(tap - (weights.length - 1) / 2), 0);
  const rows = plane.map((_, at) => {
    const [i, j] = [Math.floor(at / width), at % width];
    return weighed(across, (offset) => plane[i * width + mirrored(j + offset, width)]!);
  });
  return rows.map((_, at) => {
    const [i, j] = [Math.floor(at / width), at % width];
    return weighed(down, (offset) => rows[mirrored(i + offset, height) * width + j]!);
  });
}

describe("blurPlane equals a plain convolution", () => {
  // Lines much shorter than the kernel, about as long, and longer, with even and odd sizes, and all remainders modulo 4.
  test.each([
    [1, 1],
    [2, 3],
    [5, 4],
    [7, 6],
    [28, 28],
    [31, 10],
  ])("%i × %i", (height, width) => {
    for (const taps of [1, 3, 5, 9, 41]) {
      const across = gaussianWeights(taps, taps / 6);
      const down = gaussianWeights(5, 1);
      const plane = random(height * width);
      const expected = plainBlur(plane, height, width, across, down);
      blurPlane(plane, bellOf(across, width), bellOf(down, height));
      plane.forEach((value, at) => void expect(value).toBeCloseTo(expected[at]!, 14));
    }
  });
});

test("a kernel inside one half of a line leaves the other half exactly unchanged", () => {
  const plane = Float64Array.from({ length: 20 }, (_, i) => (i < 5 ? 0 : i / 7));
  const bell = bellOf(gaussianWeights(5, 1), 20);
  blurPlane(plane, bell, bellOf(Float64Array.of(1), 1));
  expect([...plane.subarray(0, 3)]).toEqual([0, 0, 0]);
});
