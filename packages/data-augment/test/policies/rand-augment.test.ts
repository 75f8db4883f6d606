import { randAugment } from "@cambium/data-augment";
import { DTypeError, Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { asFloats, noise } from "../images.ts";

const image = noise([3, 16, 16]);

test("no ops change nothing; ops give many different images of the same size", () => {
  expect(randAugment({ numOps: 0 })(image, new Rng(1))).toEqual(image);
  const seen = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const { data, shape } = randAugment()(image, new Rng(seed));
    expect(shape).toEqual([3, 16, 16]);
    seen.add(data.join());
  }
  expect(seen.size).toBeGreaterThan(40);
});

test("at magnitude 0, only ops without a magnitude change an image", () => {
  const still = { data: new Uint8Array(48).fill(80), shape: [3, 4, 4] };
  for (let seed = 0; seed < 30; seed++) {
    expect(randAugment({ magnitude: 0 })(still, new Rng(seed))).toEqual(still);
  }
});

test("accepts one channel", () => {
  for (let seed = 0; seed < 40; seed++) {
    expect(randAugment({ numOps: 3, magnitude: 30 })(noise([1, 8, 8]), new Rng(seed)).shape).toEqual([
      1, 8, 8,
    ]);
  }
});

test("says what is wrong", () => {
  expect(() => randAugment({ numOps: -1 })).toThrow(
    new RangeError("randAugment: numOps must be a whole number of at least 0: got -1."),
  );
  expect(() => randAugment({ magnitude: 31 })).toThrow(
    new RangeError("randAugment: magnitude must be a whole number in [0, 30]: got 31."),
  );
  expect(() => randAugment({ numMagnitudeBins: 1 })).toThrow(
    new RangeError("randAugment: numMagnitudeBins must be a whole number of at least 2: got 1."),
  );
  expect(() => randAugment({ interpolation: "no" as "nearest" })).toThrow(
    "randAugment: unknown interpolation",
  );
  expect(() => randAugment()(asFloats(image), new Rng(1))).toThrow(
    new DTypeError(
      "randAugment: the image must have bytes (a Uint8Array): got float32. Do this before toFloat or normalize.",
    ),
  );
  expect(() => randAugment()(noise([4, 2, 2]), new Rng(1))).toThrow(
    new ShapeError(
      "randAugment: an image must have 1 or 3 channels: got shape [4, 2, 2]. Take away or add channels first.",
    ),
  );
});
