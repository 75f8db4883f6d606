import { valueAndGrad } from "@cambium/autograd";
import { inference, parameters, training } from "@cambium/module";
import { add, mean, normal, Rng, ShapeError, square, sum, variance } from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { BatchNorm1d, BatchNorm2d } from "../../src/index.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const mode = training(rng);
const images = normal([4, 3, 5, 2], { rng, mean: 3, std: 2 });

test("in training every channel gets mean 0 and variance 1", () => {
  const y = new BatchNorm2d(3).forward(images, mode);
  expect(mean(y, [0, 2, 3])).toBeClose([0, 0, 0], { atol: 1e-5 });
  expect(variance(y, [0, 2, 3], { correction: 0 })).toBeClose([1, 1, 1], { atol: 1e-4 });
});

test("running statistics approach those of the data, and inference uses them", () => {
  const layer = new BatchNorm2d(3, { momentum: 0.5 });
  for (let step = 0; step < 40; step++) layer.forward(images, mode).dispose();
  expect(layer.runningMean!.value).toBeClose(mean(images, [0, 2, 3]), { rtol: 1e-4 });
  expect(layer.runningVar!.value).toBeClose(variance(images, [0, 2, 3]), { rtol: 1e-4 });
  const before = layer.runningMean!.value;
  expect(mean(layer.forward(images, inference))).toBeClose(0, { atol: 1e-5 });
  expect(layer.runningMean!.value).toBe(before);
});

test("the variance of numbers far from 0 is exact", () => {
  const shifted = add(images, 4096);
  const wanted = new BatchNorm2d(3).forward(images, mode);
  expect(new BatchNorm2d(3).forward(shifted, mode)).toBeClose(wanted, { atol: 2e-3 });
});

test("without running statistics inference also uses those of the batch", () => {
  const layer = new BatchNorm2d(3, { affine: false, trackRunningStats: false });
  expect(parameters(layer)).toEqual({});
  expect(layer.runningMean).toBeUndefined();
  expect(layer.forward(images, inference)).toBeClose(layer.forward(images, mode));
});

test("no gradient passes through the running statistics, and they outlive the step", () => {
  const layer = new BatchNorm2d(3);
  const { grads } = valueAndGrad(parameters(layer), () => sum(square(layer.forward(images, mode))));
  expect(Object.keys(grads)).toEqual(["weight", "bias"]);
  expect(layer.runningMean!.value.disposed).toBe(false);
});

test("one value per channel has no variance", () => {
  const text =
    "BatchNorm1d(3): training needs more than one value a channel, to have a variance: got [1, 3]. " +
    "Use a larger batch, or inference mode.";
  const layer = new BatchNorm1d(3);
  const x = normal([1, 3], { rng });
  expect(() => layer.forward(x, mode)).toThrow(new ShapeError(text));
  expect(layer.forward(x, inference).shape).toEqual([1, 3]);
});

test("an input that does not fit is described", () => {
  const rows =
    "BatchNorm1d(4): the input must have shape [N, 4] or [N, 4, length]: got [4, 3, 5, 2]. Change numFeatures, or reshape the input.";
  expect(() => new BatchNorm1d(4).forward(images, mode)).toThrow(new ShapeError(rows));
  const planes =
    "BatchNorm2d(4): the input must have shape [N, 4, height, width]: got [4, 3, 5, 2]. Change numFeatures, or reshape the input.";
  expect(() => new BatchNorm2d(4).forward(images, mode)).toThrow(new ShapeError(planes));
});

test("options out of range are named", () => {
  const eps = "BatchNorm1d: eps must be finite and above 0: got 0. The usual value is 1e-5.";
  expect(() => new BatchNorm1d(4, { eps: 0 })).toThrow(new RangeError(eps));
  const momentum = "BatchNorm2d: momentum must be in [0, 1]: got 2. The usual value is 0.1.";
  expect(() => new BatchNorm2d(4, { momentum: 2 })).toThrow(new RangeError(momentum));
});

test("nothing but the result is left behind, in either mode", () => {
  const layer = new BatchNorm2d(3);
  for (const each of [mode, inference]) expectNoLeak(() => layer.forward(images, each).dispose());
});
