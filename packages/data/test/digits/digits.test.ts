import { createHash } from "node:crypto";
import { digits, LabeledImages } from "@cambium/data";
import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

const some = digits({ count: 1000, rng: new Rng(1) });
const inkOf = (image: Uint8Array) => image.reduce((sum, value) => sum + value, 0) / 255;
const imagesOf = (data: LabeledImages) => Array.from({ length: data.length }, (_, i) => data.image(i));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("digits", () => {
  test("are images of 28 × 28 with ten classes in equal numbers", () => {
    expect(some).toBeInstanceOf(LabeledImages);
    expect(some.shape).toEqual([1, 28, 28]);
    expect(some.length).toBe(1000);
    expect(some.classNames).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    const counts = new Array<number>(10).fill(0);
    for (const label of some.labels) counts[label]!++;
    expect(counts).toEqual(new Array<number>(10).fill(100));
  });

  test("are the same bytes on every machine", () => {
    expect(createHash("sha256").update(some.pixels).digest("hex")).toBe(
      "1e103ff072d23290afd8cd9ab92c2f2c9f4457f5996cc2265b0d39cba16fc5b7",
    );
  });

  test("depend on the seed and their number, not on how many there are; a second call gives others", () => {
    const rng = new Rng(1);
    expect(digits({ count: 20, rng }).pixels).toEqual(some.pixels.subarray(0, 20 * 784));
    expect(digits({ count: 20, rng }).pixels).not.toEqual(some.pixels.subarray(0, 20 * 784));
    expect(digits({ count: 20, rng: new Rng(2) }).pixels).not.toEqual(some.pixels.subarray(0, 20 * 784));
    const distinct = new Set(imagesOf(some).map((image) => image.join()));
    expect(distinct.size).toBe(some.length);
  });

  test("have about the ink of real digits: dark ground, bright strokes, gray edges", () => {
    const inks = imagesOf(some).map(inkOf);
    expect(Math.min(...inks)).toBeGreaterThan(20);
    expect(Math.max(...inks)).toBeLessThan(300);
    const share = (from: number, to: number) =>
      some.pixels.filter((value) => value >= from && value <= to).length / some.pixels.length;
    expect(share(0, 0)).toBeGreaterThan(0.75);
    expect(share(230, 255)).toBeGreaterThan(0.07);
    expect(share(1, 229)).toBeGreaterThan(0.07);
    expect(some.statistics().mean[0]).toBeGreaterThan(0.12);
    expect(some.statistics().mean[0]).toBeLessThan(0.17);
  });

  test("draw an 8 with more ink than a 1", () => {
    const inkOfDigit = (digit: number) =>
      mean(
        imagesOf(some)
          .filter((_, i) => some.labels[i] === digit)
          .map(inkOf),
      );
    expect(inkOfDigit(8)).toBeGreaterThan(1.5 * inkOfDigit(1));
  });

  test("are centerd by mass, to a pixel", () => {
    for (const image of imagesOf(some)) {
      let x = 0;
      let y = 0;
      image.forEach((value, at) => {
        x += value * (at % 28);
        y += value * Math.floor(at / 28);
      });
      const mass = 255 * inkOf(image);
      expect(Math.abs(x / mass - 14)).toBeLessThan(1);
      expect(Math.abs(y / mass - 14)).toBeLessThan(1);
    }
  });

  test("may be none", () => {
    expect(digits({ count: 0, rng: new Rng(1) }).length).toBe(0);
  });

  test.each([-1, 2.5, Number.NaN])("refuse a count of %d", (count) => {
    expect(() => digits({ count, rng: new Rng(1) })).toThrow(
      new RangeError(`digits: count must be a whole number of at least 0: got ${count}.`),
    );
  });
});
