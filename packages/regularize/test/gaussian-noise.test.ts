import { grad } from "@cambium/autograd";
import { inference, training } from "@cambium/module";
import { DTypeError, full, ones, Rng, sum } from "@cambium/tensor";
import { expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { GaussianNoise } from "../src/gaussian-noise.ts";
import { moments } from "./masks.ts";

test("adds normal noise of the spread given", () => {
  const n = 40_000;
  const data = Array.from(new GaussianNoise(0.5).forward(full([n], 3), training(new Rng(1))).dataSync());
  const { mean, std } = moments(data);
  expect(Math.abs(mean - 3)).toBeLessThan((4.5 * 0.5) / Math.sqrt(n));
  expect(Math.abs(std / 0.5 - 1)).toBeLessThan(0.02);
  const within = data.filter((value) => Math.abs(value - 3) < 0.5).length / n;
  expect(within).toBeCloseTo(0.6827, 1);
});

test("equal seeds give equal noise", () => {
  const draw = (seed: number) => new GaussianNoise().forward(ones([4]), training(new Rng(seed))).toArray();
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});

test("the gradient passes as it is", () => {
  const layer = new GaussianNoise(2);
  expect(grad((x) => sum(layer.forward(x, training(new Rng(1)))))(ones([3])).toArray()).toEqual([1, 1, 1]);
});

test("inference and no noise pass x on", () => {
  const x = ones([3]);
  expect(new GaussianNoise().forward(x, inference)).toBe(x);
  expect(new GaussianNoise(0).forward(x, training(new Rng(1)))).toBe(x);
});

test("a spread out of range and whole numbers are refused", () => {
  const std = "GaussianNoise: std must be finite and at least 0: got -1.";
  expect(() => new GaussianNoise(-1)).toThrow(new RangeError(std));
  const whole = 'GaussianNoise: x must be a float: got bool. Cast it: cast(x, "float32").';
  expect(() => new GaussianNoise().forward(ones([2], { dtype: "bool" }), inference)).toThrow(
    new DTypeError(whole),
  );
});

test("leaves nothing behind", () => {
  const x = ones([3]);
  expectNoLeak(() => new GaussianNoise().forward(x, training(new Rng(1))).dispose());
});
