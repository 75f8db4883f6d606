import { gamma } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { floats, noise, rowsOf } from "../images.ts";

const rng = new Rng(1);

test("computes 255.999·gain·(x/255)^γ for bytes, truncated", () => {
  const image = noise([1, 16, 16]);
  for (const [exponent, gain] of [
    [0.5, 1],
    [2.2, 1],
    [1.3, 0.8],
    [0.7, 1.5],
  ] as const) {
    const expected = image.data.map((x) => Math.min(1, gain * (x / 255) ** exponent) * 255.999);
    expect(gamma(exponent, { gain })(image, rng).data).toEqual(expected);
  }
});

test("γ = 1 changes nothing, γ = 0 makes everything white", () => {
  const image = noise([3, 8, 8]);
  expect(gamma(1)(image, rng)).toEqual(image);
  expect(rowsOf(gamma(0)(floats([[0, 0.5]]), rng))).toEqual([[1, 1]]);
  expect(rowsOf(gamma(2)(floats([[0.5, 0.25]]), rng))).toEqual([[0.25, 0.0625]]);
});

test("says what is wrong", () => {
  expect(() => gamma(-1)).toThrow(
    new RangeError("gamma: gamma must be a finite number or [least, greatest] of at least 0: got -1."),
  );
  expect(() => gamma(1, { gain: -1 })).toThrow(
    new RangeError("gamma: gain must be a finite number of at least 0: got -1."),
  );
});
