import { Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { lecunNormal, lecunUniform } from "../src/lecun.ts";
import { isDistributed, isSpread, normalOf, statistics, uniformOver } from "./statistics.ts";

const shape = [40, 20, 5, 5];
const std = 1 / Math.sqrt(20 * 25);

test("normal draws have standard deviation 1/√fanIn", () => {
  const weight = lecunNormal(shape, { rng: new Rng(1) });
  expect(isSpread(weight, std)).toBe(true);
  expect(isDistributed(weight, normalOf(std))).toBe(true);
});

test("uniform draws fill ±√(3/fanIn)", () => {
  const weight = lecunUniform(shape, { rng: new Rng(1) });
  const bound = Math.sqrt(3 / 500);
  expect(isSpread(weight, std)).toBe(true);
  expect(isDistributed(weight, uniformOver(bound))).toBe(true);
  expect(statistics(weight).min).toBeGreaterThanOrEqual(-bound);
  expect(statistics(weight).max).toBeLessThanOrEqual(bound);
});

test("a vector has no fan", () => {
  expect(() => lecunNormal([3], { rng: new Rng(1) })).toThrow(ShapeError);
});
