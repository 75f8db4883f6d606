import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { truncatedNormal } from "../src/truncated-normal.ts";
import { density, isDistributed, standardNormal, statistics } from "./statistics.ts";

const settings = [
  { mean: 0, std: 1, a: -2, b: 2 },
  { mean: 0, std: 0.02, a: -0.04, b: 0.04 },
  { mean: 1, std: 2, a: 0, b: 3 },
  { mean: 0, std: 1, a: 0.5, b: 2 },
  { mean: 0, std: 1, a: -0.1, b: 0.3 },
  { mean: 0, std: 1, a: 1, b: 1.2 },
  { mean: 3, std: 2, a: -Infinity, b: 0 },
  { mean: 0, std: 1, a: 3, b: Infinity },
  { mean: 0, std: 1, a: -9, b: 12 },
];

/**
 * Mean and standard deviation of the truncated distribution: with α, β the bounds in standard deviations, Z = Φ(β) − Φ(α)
 * and d = (φ(α) − φ(β))/Z, they are mean + std·d and std·√(1 + (αφ(α) − βφ(β))/Z − d²).
 */
function expected({ mean, std, a, b }: (typeof settings)[number]): { mean: number; std: number } {
  const [low, high] = [(a - mean) / std, (b - mean) / std];
  const weighted = (z: number): number => (Number.isFinite(z) ? z * density(z) : 0);
  const share = standardNormal(high) - standardNormal(low);
  const shift = (density(low) - density(high)) / share;
  const variance = 1 + (weighted(low) - weighted(high)) / share - shift ** 2;
  return { mean: mean + std * shift, std: std * Math.sqrt(variance) };
}

test.each(settings)("mean, spread, bounds and shape of %o", (options) => {
  const { mean, std, a, b } = options;
  const weight = truncatedNormal(options)([20_000], { rng: new Rng(1), dtype: "float64" });
  const [found, wanted] = [statistics(weight), expected(options)];
  const error = wanted.std / Math.sqrt(weight.size);
  expect(Math.abs(found.mean - wanted.mean)).toBeLessThan(4 * error);
  expect(Math.abs(found.std / wanted.std - 1)).toBeLessThan(0.03);
  expect(found.min).toBeGreaterThanOrEqual(a);
  expect(found.max).toBeLessThanOrEqual(b);
  const below = (x: number): number => standardNormal((x - mean) / std);
  const [low, high] = [below(a), below(b)];
  expect(isDistributed(weight, (x) => (below(x) - low) / (high - low))).toBe(true);
});

test("ten deviations out it is as quick, and exponential", () => {
  const weight = truncatedNormal({ a: 10, b: 20 })([10_000], { rng: new Rng(2), dtype: "float64" });
  const { mean, min } = statistics(weight);
  expect(min).toBeGreaterThanOrEqual(10);
  expect(mean).toBeCloseTo(10.0981, 2);
});

test("by default standard normal numbers within ±2, in float32, the same for equal seeds", () => {
  const draw = () => truncatedNormal()([3, 4], { rng: new Rng(3) });
  expect(draw().dtype).toBe("float32");
  expect(draw().toArray()).toEqual(draw().toArray());
  const { min, max } = statistics(truncatedNormal()([50_000], { rng: new Rng(3) }));
  expect(min).toBeLessThan(-1.99);
  expect(max).toBeGreaterThan(1.99);
});

test("options out of range are named", () => {
  const order = "truncatedNormal: a must be below b: got 2 and -2. Change one of them.";
  expect(() => truncatedNormal({ a: 2, b: -2 })).toThrow(new RangeError(order));
  const std = "truncatedNormal: std must be finite and above 0: got 0.";
  expect(() => truncatedNormal({ std: 0 })).toThrow(new RangeError(std));
  const mean = "truncatedNormal: mean must be finite: got Infinity.";
  expect(() => truncatedNormal({ mean: Infinity })).toThrow(new RangeError(mean));
});
