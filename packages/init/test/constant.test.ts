import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { constant, type Initializer, ones, zeros } from "../src/index.ts";

test("one number everywhere, and no random number drawn", () => {
  const rng = new Rng(1);
  const before = rng.state;
  expect(constant(0.5)([2, 2], { rng, dtype: "float64" }).toArray()).toEqual([
    [0.5, 0.5],
    [0.5, 0.5],
  ]);
  expect(rng.state).toEqual(before);
});

test("zeros and ones of the tensor package are initializers", () => {
  const both: Initializer[] = [zeros, ones];
  expect(both.map((init) => init([2], { rng: new Rng(1) }).toArray())).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

test("a value that is not finite is named", () => {
  const text = "constant: value must be finite: got NaN.";
  expect(() => constant(Number.NaN)).toThrow(new RangeError(text));
});
