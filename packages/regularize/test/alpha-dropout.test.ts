import { selu } from "@cambium/activations";
import { inference, training } from "@cambium/module";
import { normal, ones, Rng, tensor } from "@cambium/tensor";
import { checkGradient } from "@cambium/testing";
import { expect, test } from "vitest";
import { AlphaDropout } from "../src/alpha-dropout.ts";
import { isShare, moments, ofOnes, testMasks } from "./masks.ts";

testMasks(new AlphaDropout(0.3), [50, 20]);

test.each([0.05, 0.2, 0.5])("keeps mean 0 and variance 1 where a share of %d is dropped", (p) => {
  const n = 100_000;
  const x = normal([n], { rng: new Rng(1) });
  const { mean, std } = moments(Array.from(new AlphaDropout(p).forward(x, training(new Rng(2))).dataSync()));
  expect(Math.abs(mean)).toBeLessThan(4.5 / Math.sqrt(n));
  expect(Math.abs(std - 1)).toBeLessThan(0.02);
});

test("drops to where selu saturates, and scales and shifts all alike", async () => {
  const [n, p] = [20_000, 0.2];
  const saturation = -selu(tensor(-1000, { dtype: "float64" })).item();
  const scale = ((1 - p) * (1 + p * saturation ** 2)) ** -0.5;
  const shift = scale * p * saturation;
  const data = await ofOnes(new AlphaDropout(p), [n], 3, { dtype: "float64" });
  const [low, high] = [Math.min(...data), Math.max(...data)];
  expect(low).toBeCloseTo(-scale * saturation + shift, 12);
  expect(high).toBeCloseTo(scale + shift, 12);
  expect(new Set(data).size).toBe(2);
  expect(isShare(data.filter((value) => value === low).length / n, p, n)).toBe(true);
});

test("gradients of first and second order", () => {
  const x = normal([2, 5], { rng: new Rng(5), dtype: "float64" });
  const layer = new AlphaDropout(0.4);
  for (const order of [1, 2] as const) {
    checkGradient((x) => layer.forward(x!, training(new Rng(6))), [x], { order });
  }
});

test("inference and a probability of 0 pass x on", () => {
  const x = ones([3]);
  expect(new AlphaDropout().forward(x, inference)).toBe(x);
  expect(new AlphaDropout(0).forward(x, training(new Rng(1)))).toBe(x);
});

test("a probability out of range is named", () => {
  const text =
    "AlphaDropout: p, the probability to drop, must be in [0, 1): got 1. If it is the probability to keep, give 1 - p.";
  expect(() => new AlphaDropout(1)).toThrow(new RangeError(text));
});
