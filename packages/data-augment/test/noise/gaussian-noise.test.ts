import { gaussianNoise } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { noise } from "../images.ts";

test("adds noise with the given mean and standard deviation, in units of the brightest value", () => {
  const middle = { data: new Float32Array(20000).fill(0.5), shape: [1, 100, 200] };
  const added = [...gaussianNoise({ mean: 0.1, sigma: 0.05, clip: false })(middle, new Rng(1)).data].map(
    (x) => x - 0.5,
  );
  const mean = added.reduce((sum, x) => sum + x, 0) / added.length;
  const deviation = Math.sqrt(added.reduce((sum, x) => sum + (x - mean) ** 2, 0) / added.length);
  expect(mean).toBeCloseTo(0.1, 2);
  expect(deviation).toBeCloseTo(0.05, 2);
  const bytes = gaussianNoise({ sigma: 0.1 })(
    { data: new Uint8Array(20000).fill(128), shape: [1, 100, 200] },
    new Rng(1),
  );
  const spread = Math.sqrt([...bytes.data].reduce((sum, x) => sum + (x - 128) ** 2, 0) / 20000);
  expect(spread / 255).toBeCloseTo(0.1, 2);
});

test("stays within the range, unless clip is false", () => {
  const white = { data: new Float32Array(100).fill(1), shape: [1, 10, 10] };
  expect(Math.max(...gaussianNoise()(white, new Rng(1)).data)).toBe(1);
  expect(Math.max(...gaussianNoise({ clip: false })(white, new Rng(1)).data)).toBeGreaterThan(1.1);
});

test("sigma 0 changes nothing", () => {
  const image = noise([3, 4, 5]);
  expect(gaussianNoise({ sigma: 0 })(image, new Rng(1))).toEqual(image);
});

test("says what is wrong", () => {
  expect(() => gaussianNoise({ sigma: -1 })).toThrow(
    new RangeError("gaussianNoise: sigma must be a finite number of at least 0: got -1."),
  );
  expect(() => gaussianNoise({ mean: Number.NaN })).toThrow(
    new RangeError("gaussianNoise: mean must be a finite number: got NaN."),
  );
});
