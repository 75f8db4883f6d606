import { expect, test } from "vitest";
import { gain, type Nonlinearity } from "../src/gain.ts";

test("a rectifier halves the mean square, which its gain makes up for", () => {
  expect(gain("relu") ** 2).toBeCloseTo(2, 12);
  expect(gain("leakyRelu", 1)).toBe(1);
});

test("the gains of PyTorch", () => {
  expect(gain("leakyRelu")).toBe(Math.sqrt(2 / (1 + 0.01 ** 2)));
  expect(gain("tanh")).toBe(5 / 3);
  expect(gain("selu")).toBe(0.75);
  const ones = ["linear", "conv1d", "conv2d", "conv3d", "sigmoid"] as const;
  const transposed = ["convTranspose1d", "convTranspose2d", "convTranspose3d"] as const;
  for (const name of [...ones, ...transposed]) expect(gain(name)).toBe(1);
});

test("an unknown nonlinearity is named, with those that exist", () => {
  const text =
    'gain: unknown nonlinearity "swish". Use one of linear, conv1d, conv2d, conv3d, convTranspose1d, convTranspose2d, convTranspose3d, sigmoid, tanh, relu, selu, leakyRelu.';
  expect(() => gain("swish" as Nonlinearity)).toThrow(new RangeError(text));
});

test("a slope that is not finite is named", () => {
  const text = "gain: slope must be finite: got Infinity. The slope of leakyRelu is 0.01 by default.";
  expect(() => gain("leakyRelu", Infinity)).toThrow(new RangeError(text));
});
