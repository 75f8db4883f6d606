import { Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import type { FanMode } from "../src/fans.ts";
import { kaimingNormal, kaimingUniform } from "../src/kaiming.ts";
import { isDistributed, isSpread, normalOf, statistics, uniformOver } from "./statistics.ts";

const shape = [50, 30, 5, 5];

test("normal draws for a rectifier have standard deviation 1/√(fanIn/2)", () => {
  const weight = kaimingNormal({ nonlinearity: "relu" })(shape, { rng: new Rng(2) });
  const std = 1 / Math.sqrt((30 * 25) / 2);
  expect(isSpread(weight, std)).toBe(true);
  expect(isDistributed(weight, normalOf(std))).toBe(true);
});

test("fanOut goes by the outputs", () => {
  const weight = kaimingNormal({ mode: "fanOut", nonlinearity: "tanh" })(shape, { rng: new Rng(2) });
  expect(isSpread(weight, 5 / 3 / Math.sqrt(50 * 25))).toBe(true);
});

test("uniform draws fill ±√3 standard deviations", () => {
  const std = Math.sqrt(2 / (1 + 0.2 ** 2) / (30 * 25));
  const weight = kaimingUniform({ a: 0.2 })(shape, { rng: new Rng(2) });
  const { min, max } = statistics(weight);
  expect(isSpread(weight, std)).toBe(true);
  expect(isDistributed(weight, uniformOver(std * Math.sqrt(3)))).toBe(true);
  expect(min / std).toBeCloseTo(-Math.sqrt(3), 2);
  expect(max / std).toBeCloseTo(Math.sqrt(3), 2);
});

test("a weight without inputs has nothing to draw", () => {
  expect(kaimingNormal()([3, 0], { rng: new Rng(1) }).shape).toEqual([3, 0]);
});

test("an unknown mode is named, and a vector has no fan", () => {
  const odd = kaimingUniform({ mode: "fan_in" as FanMode });
  const text = 'kaiming: unknown mode "fan_in". Use "fanIn" or "fanOut".';
  expect(() => odd([2, 2], { rng: new Rng(1) })).toThrow(new RangeError(text));
  expect(() => kaimingNormal()([2], { rng: new Rng(1) })).toThrow(ShapeError);
});

test("a slope that is not finite is named", () => {
  const text = "kaiming: a must be finite: got NaN. It is the negative slope of leakyRelu.";
  expect(() => kaimingUniform({ a: Number.NaN })([2, 2], { rng: new Rng(1) })).toThrow(new RangeError(text));
  expect(() => kaimingNormal({ a: Infinity })([2, 2], { rng: new Rng(1) })).toThrow(RangeError);
});
