import { trivialAugment } from "@cambium/data-augment";
import { DTypeError, Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { asFloats, noise } from "../images.ts";

test("applies one of many ops, sometimes none", () => {
  const image = noise([3, 12, 12]);
  let same = 0;
  const seen = new Set<string>();
  for (let seed = 0; seed < 300; seed++) {
    const { data } = trivialAugment()(image, new Rng(seed));
    if (String(data) === String(image.data)) same++;
    seen.add(data.join());
  }
  // One of 14 ops is Identity, equalize does not change an image this small, and any op may have strength 0.
  expect(same).toBeGreaterThan(20);
  expect(same).toBeLessThan(120);
  expect(seen.size).toBeGreaterThan(120);
});

test("says what is wrong", () => {
  expect(() => trivialAugment({ numMagnitudeBins: 0 })).toThrow(
    new RangeError("trivialAugment: numMagnitudeBins must be a whole number of at least 2: got 0."),
  );
  expect(() => trivialAugment()(asFloats(noise([1, 2, 2])), new Rng(1))).toThrow(DTypeError);
  expect(() => trivialAugment()(noise([2, 2, 2]), new Rng(1))).toThrow(
    "trivialAugment: an image must have 1 or 3 channels: got shape [2, 2, 2].",
  );
});
