import { parameters } from "@cambium/module";
import { mean, normal, Rng, ShapeError, variance } from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { InstanceNorm1d, InstanceNorm2d } from "../../src/index.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const images = normal([2, 3, 4, 5], { rng, mean: 3, std: 2 });
const sequences = normal([2, 3, 9], { rng, mean: 3, std: 2 });

test("normalizes each channel of each sample to mean 0 and variance 1", () => {
  const results = [
    [new InstanceNorm2d(3).forward(images), [2, 3]],
    [new InstanceNorm1d(3).forward(sequences), [2]],
  ] as const;
  for (const [y, dim] of results) {
    const [zeros, ones] = [0, 1].map((value) => [0, 0].map(() => [value, value, value]));
    expect(mean(y, dim)).toBeClose(zeros!, { atol: 1e-5 });
    expect(variance(y, dim, { correction: 0 })).toBeClose(ones!, { atol: 1e-4 });
  }
});

test("learns nothing unless affine", () => {
  expect(parameters(new InstanceNorm2d(3))).toEqual({});
  expect(Object.keys(parameters(new InstanceNorm1d(3, { affine: true })))).toEqual(["weight", "bias"]);
});

test("inputs that do not fit and options out of range are described", () => {
  const planes =
    "InstanceNorm2d(4): the input must have shape [N, 4, height, width]: got [2, 3, 4, 5]. Change numFeatures, or reshape the input.";
  expect(() => new InstanceNorm2d(4).forward(images)).toThrow(new ShapeError(planes));
  const rows =
    "InstanceNorm1d(3): the input must have shape [N, 3, length]: got [2, 3, 4, 5]. Change numFeatures, or reshape the input.";
  expect(() => new InstanceNorm1d(3).forward(images)).toThrow(new ShapeError(rows));
  const place =
    "InstanceNorm1d(3): needs more than one place a channel, to have a variance: got [2, 3, 1]. Use LayerNorm.";
  expect(() => new InstanceNorm1d(3).forward(normal([2, 3, 1], { rng }))).toThrow(new ShapeError(place));
  const count =
    "InstanceNorm2d: numFeatures must be a whole number of at least 1: got 1.5. Are the arguments in order?";
  expect(() => new InstanceNorm2d(1.5)).toThrow(new RangeError(count));
  const eps = "InstanceNorm1d: eps must be finite and above 0: got 0. The usual value is 1e-5.";
  expect(() => new InstanceNorm1d(3, { eps: 0 })).toThrow(new RangeError(eps));
});

test("leaves nothing in memory but its result", () => {
  const layer = new InstanceNorm2d(3, { affine: true });
  expectNoLeak(() => layer.forward(images).dispose());
});
