import { oneOf, posterize } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";

test("applies one transform to each image, all equally often", () => {
  const batch = { data: new Uint8Array(900).fill(255), shape: [900, 1, 1, 1] };
  const { data } = oneOf(posterize(1), posterize(2), posterize(8))(batch, new Rng(1));
  for (const value of [128, 192, 255]) {
    expect(Math.abs(data.filter((other) => other === value).length - 300)).toBeLessThan(50);
  }
});

test("says what is wrong", () => {
  expect(() => oneOf()).toThrow(
    new RangeError("oneOf: there is nothing to choose from: got 0 transforms. Give at least one."),
  );
  expect(() => oneOf("flip" as never)).toThrow(
    new TypeError("oneOf: a transform is a function (image, rng) => image: got flip. Call its maker?"),
  );
});
