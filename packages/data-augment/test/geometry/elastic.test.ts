import { elastic } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { noise } from "../images.ts";

test("alpha 0 changes nothing", () => {
  const image = noise([3, 9, 12]);
  expect(elastic({ alpha: 0 })(image, new Rng(1))).toEqual(image);
  expect(elastic({ alpha: 0, sigma: 0 })(image, new Rng(1))).toEqual(image);
});

test("moves each pixel of a ramp by less than a pixel, smoothly and not uniformly", () => {
  const ramp = { data: Float32Array.from({ length: 40 * 40 }, (_, i) => (i % 40) / 40), shape: [1, 40, 40] };
  const { data } = elastic({ alpha: 50 })(ramp, new Rng(3));
  const moves = Array.from(
    { length: 30 },
    (_, j) => (data[20 * 40 + j + 5]! - ramp.data[20 * 40 + j + 5]!) * 40,
  );
  for (const [j, move] of moves.entries()) {
    expect(Math.abs(move)).toBeLessThan(5);
    if (j > 0) expect(Math.abs(move - moves[j - 1]!)).toBeLessThan(0.6);
  }
  expect(Math.max(...moves) - Math.min(...moves)).toBeGreaterThan(0.3);
});

test("works for an image smaller than the kernel", () => {
  expect(elastic()(noise([1, 3, 2]), new Rng(1)).shape).toEqual([1, 3, 2]);
});

test("says what is wrong", () => {
  expect(() => elastic({ alpha: -1 })).toThrow(
    new RangeError("elastic: alpha must be a finite number of at least 0, or [alongX, alongY]: got -1."),
  );
  expect(() => elastic({ sigma: [1, Number.NaN] })).toThrow(
    new RangeError(
      "elastic: sigma must be a finite number of at least 0, or [alongX, alongY]: got [1, NaN].",
    ),
  );
  expect(() => elastic({ interpolation: "no" as "nearest" })).toThrow("elastic: unknown interpolation");
});
