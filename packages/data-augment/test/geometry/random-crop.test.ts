import { type PaddingMode, pad, randomCrop } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { counting, imageOf, noise, rowsOf } from "../images.ts";

test("crops at a uniformly random position", () => {
  const rng = new Rng(1);
  const image = counting(3, 4);
  const counts = new Map<number, number>();
  for (let i = 0; i < 600; i++) {
    const [[a, b], [c, d]] = rowsOf(randomCrop(2)(image, rng)) as [[number, number], [number, number]];
    expect([b - a, c - a, d - a]).toEqual([1, 4, 5]);
    counts.set(a, (counts.get(a) ?? 0) + 1);
  }
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 5, 6, 7]);
  for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(35);
});

test.each(["constant", "edge", "reflect", "symmetric", "circular"] as const)(
  "with padding (%s) it is a piece of the padded image",
  (paddingMode) => {
    const image = noise([2, 6, 5]);
    const padded = pad([2, 3], { paddingMode, fill: 9 })(image, new Rng(0));
    const crop = randomCrop([6, 5], { padding: [2, 3], paddingMode, fill: 9 });
    for (let seed = 0; seed < 20; seed++) {
      expect(randomCrop([6, 5])(padded, new Rng(seed))).toEqual(crop(image, new Rng(seed)));
    }
  },
);

test("draws a position for each image of a batch", () => {
  const one = counting(8, 8).data;
  const batch = { data: new Uint8Array(64 * 16), shape: [16, 1, 8, 8] };
  for (let n = 0; n < 16; n++) batch.data.set(one, 64 * n);
  const result = randomCrop(3)(batch, new Rng(2));
  const corners = Array.from({ length: 16 }, (_, n) => imageOf(result, n).data[0]);
  expect(new Set(corners).size).toBeGreaterThan(5);
});

test("padIfNeeded adds on both sides what the image lacks", () => {
  const image = counting(2, 2);
  const result = randomCrop([3, 2], { padIfNeeded: true })(image, new Rng(3));
  expect(result.shape).toEqual([1, 3, 2]);
  expect(["0 0 1 2 3 4", "1 2 3 4 0 0"]).toContain(result.data.join(" "));
});

test("says what is wrong", () => {
  expect(() => randomCrop(0)).toThrow(
    new RangeError("randomCrop: size must be a whole number of at least 1 or [height, width]: got 0."),
  );
  expect(() => randomCrop(3, { padding: 0.5 })).toThrow(
    "randomCrop: padding must be whole numbers of at least 0",
  );
  expect(() => randomCrop(3, { paddingMode: "" as PaddingMode })).toThrow("randomCrop: unknown paddingMode");
  expect(() => randomCrop(5, { padding: 1 })(counting(2, 4), new Rng(1))).toThrow(
    new RangeError(
      "randomCrop: a piece of 5 × 5 is larger than the padded image, 4 × 6. " +
        "Use a smaller size, more padding, or padIfNeeded.",
    ),
  );
});
