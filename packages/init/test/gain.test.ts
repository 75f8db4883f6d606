import { expect, test } from "vitest";
import { gain, type Nonlinearity } from "../src/gain.ts";

test("a rectifier halves the mean square, which its gain makes up for", () => {
  expect(gain("relu") ** 2).toBeCloseTo(2, 12);
  expect(gain("leakyRelu", 1)).toBe(1);
});

test("an unknown nonlinearity is named, with those that exist", () => {
  const text = 'gain: unknown nonlinearity "swish". Use one of linear, sigmoid, tanh, relu, selu, leakyRelu.';
  expect(() => gain("swish" as Nonlinearity)).toThrow(new RangeError(text));
});
