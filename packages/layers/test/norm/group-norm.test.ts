import { parameters } from "@cambium/module";
import { mean, normal, Rng, reshape, ShapeError, tensor, variance } from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { GroupNorm } from "../../src/norm/group-norm.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const x = normal([2, 4, 3, 2], { rng, mean: 3, std: 2 });

test("normalizes each group of channels of each sample to mean 0 and variance 1", () => {
  const groups = reshape(new GroupNorm(2, 4).forward(x), [4, 12]);
  expect(mean(groups, 1)).toBeClose([0, 0, 0, 0], { atol: 1e-5 });
  expect(variance(groups, 1, { correction: 0 })).toBeClose([1, 1, 1, 1], { atol: 1e-4 });
});

test("scales and shifts each channel", () => {
  const layer = new GroupNorm(1, 2, { eps: 1 });
  layer.weight!.value = tensor([2, 3]);
  layer.bias!.value = tensor([10, 20]);
  const unit = Math.sqrt(3) / 2;
  const row = tensor([[1 - Math.sqrt(3), 1 + Math.sqrt(3)]]);
  expect(layer.forward(row)).toBeClose([[10 - 2 * unit, 20 + 3 * unit]], { rtol: 1e-6 });
  expect(parameters(new GroupNorm(1, 2, { affine: false }))).toEqual({});
});

test("inputs that do not fit and options out of range are described", () => {
  const channels =
    "GroupNorm(2, 6): the input must have shape [N, 6, …]: got [2, 4, 3, 2]. Change numChannels, or reshape the input.";
  expect(() => new GroupNorm(2, 6).forward(x)).toThrow(new ShapeError(channels));
  const groups =
    "GroupNorm: numGroups must divide numChannels: 4 does not divide 2. Are the arguments in order?";
  expect(() => new GroupNorm(4, 2)).toThrow(new RangeError(groups));
  const count =
    "GroupNorm: numGroups must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new GroupNorm(0, 2)).toThrow(new RangeError(count));
  const eps = "GroupNorm: eps must be finite and above 0: got -1. The usual value is 1e-5.";
  expect(() => new GroupNorm(2, 4, { eps: -1 })).toThrow(new RangeError(eps));
});

test("leaves nothing in memory but its result", () => {
  const layer = new GroupNorm(2, 4);
  expectNoLeak(() => layer.forward(x).dispose());
});
