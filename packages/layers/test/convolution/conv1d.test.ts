import { normal, Rng, ShapeError, tensor } from "@cambium/tensor";
import { checkGradient, expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { Conv1d } from "../../src/convolution/conv1d.ts";

const rng = new Rng(1);

test("slides its kernel over the sequence", () => {
  const layer = new Conv1d(1, 1, 2, { rng, dilation: 2, stride: 2, padding: 1, bias: false });
  layer.weight.value = tensor([[[1, 10]]]);
  // of 0 1 2 3 4 0: elements 0 and 2, elements 2 and 4
  expect(layer.forward(tensor([[[1, 2, 3, 4]]])).toArray()).toEqual([[[20, 42]]]);
  expect(layer.bias).toBeUndefined();
});

test("the weight is [out, in/groups, k], and weight and bias start within ±1/√fanIn", () => {
  const layer = new Conv1d(8, 16, 5, { rng, groups: 2 });
  expect(layer.weight.value.shape).toEqual([16, 4, 5]);
  expect(layer.bias!.value.shape).toEqual([16]);
  const largest = Math.max(...layer.weight.value.dataSync().map(Math.abs));
  expect(largest).toBeLessThanOrEqual(1 / Math.sqrt(20));
  expect(largest).toBeGreaterThan(0.8 / Math.sqrt(20));
});

test("gradients of first and second order with respect to the sequence", () => {
  const layer = new Conv1d(2, 2, 3, { rng, padding: 1, dtype: "float64" });
  const x = normal([2, 2, 5], { rng, dtype: "float64" });
  for (const order of [1, 2] as const) checkGradient((x) => layer.forward(x), [x], { order });
});

test("invalid sizes, groups and options are named", () => {
  const groups =
    "Conv1d: groups must divide the channels: 3 does not divide both 4 and 6. Use a common divisor.";
  expect(() => new Conv1d(4, 6, 3, { rng, groups: 3 })).toThrow(new RangeError(groups));
  const kernel =
    "Conv1d: kernelSize must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new Conv1d(4, 6, 0, { rng })).toThrow(new RangeError(kernel));
  const stride =
    "Conv1d(4, 6, 3, { stride: 0 }): stride must be a whole number of at least 1, or a pair of them: got [1, 0].";
  const x = normal([1, 4, 8], { rng });
  expect(() => new Conv1d(4, 6, 3, { rng, stride: 0 }).forward(x)).toThrow(new RangeError(stride));
});

test("a sequence that does not fit is described", () => {
  const rank = "Conv1d(4, 6, 3): needs x [N, C, L] and weight [O, C/groups, k]: got [4, 8] and [6, 4, 3].";
  expect(() => new Conv1d(4, 6, 3, { rng }).forward(normal([4, 8], { rng }))).toThrow(new ShapeError(rank));
  const length =
    "Conv1d(4, 6, 3): the window is larger than the padded image: it spans 3 of 2 columns. Use a smaller kernel or more padding.";
  expect(() => new Conv1d(4, 6, 3, { rng }).forward(normal([1, 4, 2], { rng }))).toThrow(
    new ShapeError(length),
  );
});

test("leaves nothing in memory but its result", () => {
  const layer = new Conv1d(2, 3, 3, { rng });
  const x = normal([2, 2, 5], { rng });
  expectNoLeak(() => layer.forward(x).dispose());
});
