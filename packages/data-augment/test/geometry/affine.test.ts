import { affine } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { applyAffine, inverseOf, still } from "../../src/geometry/affine-map.ts";
import { Frame } from "../../src/image/frame.ts";
import { counting, noise, rowsOf } from "../images.ts";

/** Result of a map with these parameters for the numbers 1 to 9 in three rows. */
function mapped(map: Partial<typeof still>, interpolation: "nearest" | "bilinear" = "nearest"): number[][] {
  const frame = new Frame(counting(3, 3).data, [1, 3, 3]);
  applyAffine(frame, inverseOf({ ...still, ...map }, 3, 3), interpolation, [0]);
  return rowsOf({ data: frame.result(), shape: frame.sizes });
}

test("translates to the right and down", () => {
  expect(mapped({ translate: [1, 0] })).toEqual([
    [0, 1, 2],
    [0, 4, 5],
    [0, 7, 8],
  ]);
  expect(mapped({ translate: [0, -1] }, "bilinear")).toEqual([
    [4, 5, 6],
    [7, 8, 9],
    [0, 0, 0],
  ]);
});

test("rotates clockwise", () => {
  expect(mapped({ angle: 90 })).toEqual([
    [7, 4, 1],
    [8, 5, 2],
    [9, 6, 3],
  ]);
});

test("scales about the center", () => {
  expect(mapped({ scale: 3 })).toEqual(new Array(3).fill([5, 5, 5]));
  expect(mapped({ scale: 0.5 })).toEqual([
    [0, 0, 0],
    [0, 5, 0],
    [0, 0, 0],
  ]);
});

test("shears rows along x by their distance from the central one", () => {
  expect(mapped({ shear: [45, 0] })).toEqual([
    [0, 1, 2],
    [4, 5, 6],
    [8, 9, 0],
  ]);
  expect(mapped({ shear: [0, 45] })).toEqual([
    [0, 2, 6],
    [1, 5, 9],
    [4, 8, 0],
  ]);
});

test("draws within its ranges, with translations in whole pixels", () => {
  const image = { data: new Uint8Array(100), shape: [1, 10, 10] };
  image.data[55] = 255;
  const places = new Set<number>();
  for (let seed = 0; seed < 200; seed++) {
    const { data } = affine(0, { translate: [0.2, 0] })(image, new Rng(seed));
    expect([...data].filter((value) => value > 0)).toEqual([255]);
    places.add(data.indexOf(255));
  }
  expect([...places].sort()).toEqual([53, 54, 55, 56, 57]);
});

test("an empty composition returns the image", () => {
  const image = noise([3, 5, 8]);
  expect(affine(0)(image, new Rng(1))).toEqual(image);
  expect(affine([0, 0], { shear: [0, 0, 0, 0], interpolation: "bilinear" })(image, new Rng(1))).toEqual(
    image,
  );
});

test("says what is wrong", () => {
  expect(() => affine(Number.NaN)).toThrow("affine: degrees must be a spread of at least 0");
  expect(() => affine(0, { translate: 0.1 as never })).toThrow(
    new RangeError("affine: translate must be [across, down]: got 0.1. Give two numbers in [0, 1]."),
  );
  expect(() => affine(0, { translate: [0.5, 2] })).toThrow(
    new RangeError("affine: translate must be a finite number in [0, 1]: got 2."),
  );
  expect(() => affine(0, { scale: 0 })).toThrow(
    new RangeError("affine: scale must be a finite number or [least, greatest] of at least 0.000001: got 0."),
  );
  expect(() => affine(0, { shear: 90 })).toThrow(
    new RangeError("affine: shear must be a spread in [0, 89.9] or [least, greatest]: got 90."),
  );
  expect(() => affine(0, { center: [0, Infinity] })).toThrow(
    "affine: center must be two finite numbers: got [0, Infinity].",
  );
  expect(() => affine(0, { interpolation: "no" as "nearest" })).toThrow("affine: unknown interpolation");
});
