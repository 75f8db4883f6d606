import { compose, normalize, toFloat } from "@cambium/data-augment";
import { Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { asFloats, noise, pixel } from "../images.ts";

const rng = new Rng(1);
const statistics = { mean: [0.2, 0.4, 0.6], std: [0.5, 0.25, 0.1] };

test("shifts and scales each channel", () => {
  const { data } = normalize(statistics)(pixel(51, 102, 204), rng);
  expect(data).toBeInstanceOf(Float32Array);
  expect([...data]).toEqual([0, 0, 2].map((value) => expect.closeTo(value, 5)));
});

test("bytes give the same bits as floats after toFloat", () => {
  const image = noise([3, 8, 8]);
  const atOnce = normalize(statistics)(image, rng);
  expect(compose(toFloat(), normalize(statistics))(image, rng).data).toEqual(atOnce.data);
  expect(normalize(statistics)(asFloats(image), rng).data).toEqual(atOnce.data);
});

test("says how mean and std are given", () => {
  const advice = "Write normalize({ mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] }).";
  for (const [wrong, found] of [
    [{}, "mean undefined, std undefined"],
    [{ mean: 0.5, std: 0.25 }, "mean 0.5, std 0.25"],
  ] as const) {
    expect(() => normalize(wrong as never)).toThrow(
      new TypeError(
        `normalize: takes { mean, std }, arrays of one number for each channel: got ${found}. ${advice}`,
      ),
    );
  }
});

test("says what is wrong", () => {
  expect(() => normalize({ mean: [0.5], std: [0] })).toThrow(
    new RangeError(
      "normalize: means must be finite and standard deviations above 0: got mean [0.5], std [0]. " +
        "Leave out a channel that never changes.",
    ),
  );
  expect(() => normalize({ mean: [0.5], std: [1] })(pixel(1, 2, 3), rng)).toThrow(
    new ShapeError(
      "normalize: the image has 3 channels, but there are 1 means and 1 standard deviations. " +
        "Give one of each for each channel.",
    ),
  );
});
