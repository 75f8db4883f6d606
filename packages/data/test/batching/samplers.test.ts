import { classBalancedSampler, weightedSampler } from "@cambium/data";
import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

const shares = (drawn: Uint32Array, count: number) =>
  Array.from({ length: count }, (_, index) => drawn.filter((one) => one === index).length / drawn.length);

describe("weightedSampler", () => {
  test("draws in proportion to the weights, never what weighs nothing", () => {
    const drawn = weightedSampler([1, 0, 3, 4], { count: 20_000 }).order(new Rng(1));
    const [a, b, c, d] = shares(drawn, 4);
    expect(b).toBe(0);
    // Four standard deviations of a frequency are at most 4 √(0.25 / 20,000) = 0.014.
    for (const [share, expected] of [
      [a, 0.125],
      [c, 0.375],
      [d, 0.5],
    ] as const)
      expect(Math.abs(share! - expected)).toBeLessThan(0.014);
  });

  test("is equal for equal rngs, and as long as the weights", () => {
    const sampler = weightedSampler(new Float32Array(9).fill(0.5));
    expect(sampler.length).toBe(9);
    expect(sampler.order(new Rng(1))).toEqual(sampler.order(new Rng(1)));
    expect(sampler.order(new Rng(1))).not.toEqual(sampler.order(new Rng(2)));
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a weight of %d", (weight) => {
    expect(() => weightedSampler([1, weight])).toThrow(
      new RangeError(
        `weightedSampler: weights must be finite and at least 0: number 1 is ${weight}. Give 0 to leave it out.`,
      ),
    );
  });

  test("refuses weights without a sum, and counts out of range", () => {
    const text = (count: number) =>
      `weightedSampler: the weights must have a finite sum above 0: that of ${count} is 0. Scale them.`;
    expect(() => weightedSampler([0, 0])).toThrow(new RangeError(text(2)));
    expect(() => weightedSampler([])).toThrow(new RangeError(text(0)));
    expect(() => weightedSampler([1], { count: -1 })).toThrow(
      new RangeError("weightedSampler: count must be a whole number of at least 0: got -1."),
    );
  });
});

test("classBalancedSampler draws each class equally often", () => {
  const labels = Uint8Array.from({ length: 100 }, (_, index) => (index < 90 ? 3 : index < 98 ? 0 : 7));
  const drawn = classBalancedSampler(labels, { count: 20_000 }).order(new Rng(1));
  const classes = [3, 0, 7].map((label) => drawn.filter((index) => labels[index] === label).length / 20_000);
  for (const share of classes) expect(Math.abs(share - 1 / 3)).toBeLessThan(0.014);
  expect(classBalancedSampler(labels).length).toBe(100);
});

test("classBalancedSampler refuses no labels", () => {
  expect(() => classBalancedSampler([])).toThrow(
    new RangeError("classBalancedSampler: there are no labels: got 0. Give one for each sample."),
  );
});
