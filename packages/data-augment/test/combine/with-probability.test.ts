import { invert, withProbability } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";

const batch = { data: new Uint8Array(1000), shape: [1000, 1, 1, 1] };

test("applies the transform with the given probability", () => {
  const often = (p: number) =>
    withProbability(p, invert())(batch, new Rng(1)).data.filter((value) => value > 0).length;
  expect(often(0)).toBe(0);
  expect(often(1)).toBe(1000);
  expect(Math.abs(often(0.3) - 300)).toBeLessThan(50);
});

test("says what is wrong", () => {
  expect(() => withProbability((() => 0) as never, 0.5 as never)).toThrow(
    new RangeError("withProbability: p must be a probability in [0, 1]: got a function."),
  );
  expect(() => withProbability(-1, invert())).toThrow(
    new RangeError("withProbability: p must be a probability in [0, 1]: got -1."),
  );
  expect(() => withProbability(1, undefined as never)).toThrow(
    new TypeError(
      "withProbability: a transform is a function (image, rng) => image: got undefined. Call its maker?",
    ),
  );
});
