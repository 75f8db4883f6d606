import { cutout } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";

const white = { data: new Uint8Array(81).fill(255), shape: [1, 9, 9] };

test("fills a square around a pixel, clipped at the edges", () => {
  const sizes = new Set<number>();
  for (let seed = 0; seed < 100; seed++) {
    const { data } = cutout(3, { fill: 5 })(white, new Rng(seed));
    sizes.add(data.filter((value) => value === 5).length);
  }
  expect([...sizes].sort((a, b) => a - b)).toEqual([4, 6, 9]);
});

test("makes the given number of holes; a large one covers everything", () => {
  const dots = cutout(1, { holes: 40 })(white, new Rng(1)).data.filter((value) => value === 0).length;
  expect(dots).toBeGreaterThan(20);
  expect(dots).toBeLessThanOrEqual(40);
  expect(cutout(18)(white, new Rng(1)).data.every((value) => value === 0)).toBe(true);
});

test("says what is wrong", () => {
  expect(() => cutout(0)).toThrow(
    new RangeError("cutout: length must be a whole number of at least 1: got 0."),
  );
  expect(() => cutout(3, { holes: 1.5 })).toThrow(
    new RangeError("cutout: holes must be a whole number of at least 1: got 1.5."),
  );
  expect(() => cutout(3, { fill: -1 })(white, new Rng(1))).toThrow(
    "cutout: fill of a byte image must be a whole number in [0, 255]: got -1.",
  );
});
