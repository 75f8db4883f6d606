import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { bools, floats, ints, positives } from "../src/index.ts";

const rng = new Rng(1);

test("floats are distinct, exact in float32, in their range and away from kinks", () => {
  const sample = floats([5, 8], { low: -1, high: 3, kinks: [0, 1] });
  for (let round = 0; round < 20; round++) {
    const values = sample.values(rng, "float64", 40);
    expect(new Set(values).size).toBe(40);
    for (const value of values) {
      expect(value).toBe(Math.fround(value));
      expect(Math.abs(value - 1)).toBeLessThan(2.05);
      expect(Math.min(Math.abs(value), Math.abs(value - 1))).toBeGreaterThan(0.029);
    }
  }
});

test("floats are whole or 0 and 1 where a row runs in another type", () => {
  const sample = floats([300]);
  expect([...new Set(sample.values(rng, "int32", 300))].sort((a, b) => a - b)).toEqual([
    -4, -3, -2, -1, 0, 1, 2, 3, 4,
  ]);
  expect([...new Set(sample.values(rng, "bool", 300))].sort()).toEqual([0, 1]);
});

test("positives, ints and bools", () => {
  expect(Math.min(...positives([50]).values(rng, "float32", 50))).toBeGreaterThan(0.2);
  expect([...new Set(ints([100], -1, 2).values(rng, "int32", 100))].sort((a, b) => a - b)).toEqual([
    -1, 0, 1,
  ]);
  expect([ints([2], 0, 1).dtype, bools([2]).dtype]).toEqual(["int32", "bool"]);
});
