import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { defaultBias, defaultWeight } from "../src/layer-default.ts";
import { isDistributed, isSpread, statistics, uniformOver } from "./statistics.ts";

test("weight and bias fill ±1/√fanIn", () => {
  const bound = 1 / Math.sqrt(400);
  const weight = defaultWeight([100, 16, 5, 5], { rng: new Rng(4) });
  const bias = defaultBias([100, 16, 5, 5])([10_000], { rng: new Rng(4) });
  for (const x of [weight, bias]) {
    expect(isSpread(x, bound / Math.sqrt(3))).toBe(true);
    expect(isDistributed(x, uniformOver(bound))).toBe(true);
    expect(statistics(x).min).toBeCloseTo(-bound, 4);
    expect(statistics(x).max).toBeCloseTo(bound, 4);
  }
});
