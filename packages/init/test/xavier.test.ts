import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { xavierNormal, xavierUniform } from "../src/xavier.ts";
import { isDistributed, isSpread, normalOf, statistics, uniformOver } from "./statistics.ts";

const std = (5 / 3) * Math.sqrt(2 / (300 + 200));

test("uniform draws fill ±bound and have the standard deviation of the rule", () => {
  const weight = xavierUniform({ gain: 5 / 3 })([200, 300], { rng: new Rng(1) });
  const bound = std * Math.sqrt(3);
  const { min, max } = statistics(weight);
  expect(isSpread(weight, std)).toBe(true);
  expect(isDistributed(weight, uniformOver(bound))).toBe(true);
  expect(isDistributed(weight, normalOf(std))).toBe(false);
  expect(min).toBeGreaterThanOrEqual(-bound);
  expect(min).toBeLessThan(-0.999 * bound);
  expect(max).toBeLessThanOrEqual(bound);
  expect(max).toBeGreaterThan(0.999 * bound);
});

test("normal draws have the standard deviation of the rule, and no bound", () => {
  const weight = xavierNormal({ gain: 5 / 3 })([200, 300], { rng: new Rng(1) });
  expect(isSpread(weight, std)).toBe(true);
  expect(isDistributed(weight, normalOf(std))).toBe(true);
  expect(isDistributed(weight, uniformOver(std * Math.sqrt(3)))).toBe(false);
  expect(statistics(weight).max).toBeGreaterThan(3.5 * std);
});

test("equal seeds give equal weights, and dtype is honored", () => {
  const draw = (seed: number) => xavierNormal()([3, 4], { rng: new Rng(seed), dtype: "float64" });
  expect(draw(5).dtype).toBe("float64");
  expect(draw(5).toArray()).toEqual(draw(5).toArray());
  expect(draw(5).toArray()).not.toEqual(draw(6).toArray());
});

test("a gain out of range is named", () => {
  const text = 'xavier: gain must be finite and at least 0: got -1. Use gain("tanh"), say.';
  expect(() => xavierUniform({ gain: -1 })([2, 2], { rng: new Rng(1) })).toThrow(new RangeError(text));
  expect(() => xavierNormal({ gain: Number.NaN })([2, 2], { rng: new Rng(1) })).toThrow(RangeError);
});
