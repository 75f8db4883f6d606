import { rotate } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import { asFloats, gray, noise, rowsOf } from "../images.ts";

const rng = new Rng(1);

describe.each(["nearest", "bilinear"] as const)("%s", (interpolation) => {
  const by = (degrees: number, expand = false) => rotate([degrees, degrees], { interpolation, expand });

  test("rotates counterclockwise", () => {
    const image = gray([
      [1, 2],
      [3, 4],
    ]);
    expect(rowsOf(by(90)(image, rng))).toEqual([
      [2, 4],
      [1, 3],
    ]);
    expect(rowsOf(by(180)(image, rng))).toEqual([
      [4, 3],
      [2, 1],
    ]);
  });

  test.each([
    [3, 8, 8],
    [3, 7, 7],
  ])("a quarter turn there and back gives the image", (...shape) => {
    for (const image of [noise(shape), asFloats(noise(shape))]) {
      expect(by(-90)(by(90)(image, rng), rng)).toEqual(image);
      expect(by(180)(by(-180)(image, rng), rng)).toEqual(image);
      expect(by(360)(image, rng)).toEqual(image);
    }
  });

  test("expand enlarges the image: a quarter turn of 3 × 5 is 5 × 3, and the reverse gives the image back", () => {
    const image = noise([2, 3, 5]);
    const turned = by(90, true)(image, rng);
    expect(turned.shape).toEqual([2, 5, 3]);
    expect(by(-90, true)(turned, rng)).toEqual(image);
    // The corners of 4 × 4 pixels rotated by 45° are 2√2 = 2.83 from the center.
    expect(by(45, true)(noise([1, 4, 4]), rng).shape).toEqual([1, 6, 6]);
  });
});

test("fills pixels from outside, and rotates about another center", () => {
  const image = gray([[1, 2, 3]]);
  expect(rowsOf(rotate([90, 90], { fill: 9 })(image, rng))).toEqual([[9, 2, 9]]);
  expect(rowsOf(rotate([180, 180], { fill: 9, center: [1, 0.5] })(image, rng))).toEqual([[2, 1, 9]]);
});

test("a gray image with gray outside stays gray", () => {
  const image = { data: new Uint8Array(100).fill(77), shape: [1, 10, 10] };
  expect(rotate(180, { interpolation: "bilinear", fill: 77 })(image, rng)).toEqual(image);
});

test("says what is wrong", () => {
  expect(() => rotate(-10)).toThrow(
    new RangeError("rotate: degrees must be a spread of at least 0 or [least, greatest]: got -10."),
  );
  expect(() => rotate([10, -10])).toThrow(
    new RangeError("rotate: degrees must be a finite number or [least, greatest]: got [10, -10]."),
  );
  expect(() => rotate(1, { center: [Number.NaN, 0] })).toThrow(
    new RangeError("rotate: center must be two finite numbers: got [NaN, 0]."),
  );
  expect(() => rotate(1, { interpolation: "cubic" as "nearest" })).toThrow(
    new RangeError('rotate: unknown interpolation "cubic". Use "nearest" or "bilinear".'),
  );
});
