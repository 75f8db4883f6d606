import { autoAugment } from "@cambium/data-augment";
import { DTypeError, Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { cifarPolicy } from "../../src/policies/cifar-policy.ts";
import { searchSpace } from "../../src/policies/policy-ops.ts";
import { asFloats, noise } from "../images.ts";

test("the policy is 25 pairs of known ops, with probabilities and strengths in range", () => {
  expect(cifarPolicy.length).toBe(25);
  for (const pair of cifarPolicy) {
    expect(pair.length).toBe(2);
    for (const { name, p, ninths } of pair) {
      expect([...searchSpace, "Invert"]).toContain(name);
      expect(p >= 0 && p <= 1 && ninths >= 0 && ninths <= 9).toBe(true);
    }
  }
  expect(cifarPolicy[3]).toEqual([
    { name: "ShearY", p: 0.5, ninths: 8 },
    { name: "TranslateY", p: 0.7, ninths: 9 },
  ]);
});

test("gives many different images of the same size", () => {
  const image = noise([3, 24, 24]);
  const seen = new Set<string>();
  for (let seed = 0; seed < 100; seed++) {
    const { data, shape } = autoAugment()(image, new Rng(seed));
    expect(shape).toEqual([3, 24, 24]);
    seen.add(data.join());
  }
  expect(seen.size).toBeGreaterThan(25);
});

test("says what is wrong", () => {
  expect(() => autoAugment({ interpolation: "no" as "nearest" })).toThrow(
    "autoAugment: unknown interpolation",
  );
  expect(() => autoAugment()(asFloats(noise([1, 2, 2])), new Rng(1))).toThrow(DTypeError);
  expect(() => autoAugment()(noise([2, 2, 2]), new Rng(1))).toThrow(
    "autoAugment: an image must have 1 or 3 channels: got shape [2, 2, 2].",
  );
});
