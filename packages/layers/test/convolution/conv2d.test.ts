import { concat, normal, Rng, ShapeError, slice } from "@cambium/tensor";
import { checkGradient, expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { Conv2d } from "../../src/convolution/conv2d.ts";

const rng = new Rng(1);

test("the weight is [out, in/groups, kH, kW], and the result follows stride and padding", () => {
  const layer = new Conv2d(4, 6, [3, 5], { rng, groups: 2, stride: 2, padding: [1, 2] });
  expect(layer.weight.value.shape).toEqual([6, 2, 3, 5]);
  expect(layer.bias!.value.shape).toEqual([6]);
  expect(layer.forward(normal([2, 4, 9, 9], { rng })).shape).toEqual([2, 6, 5, 5]);
});

test("weight and bias start within ±1/√fanIn", () => {
  const layer = new Conv2d(4, 16, 5, { rng });
  const bound = 1 / Math.sqrt(4 * 25);
  for (const { value } of [layer.weight, layer.bias!]) {
    const largest = Math.max(...value.dataSync().map(Math.abs));
    expect(largest).toBeLessThanOrEqual(bound);
    expect(largest).toBeGreaterThan(0.8 * bound);
  }
});

test("gradients of first and second order with respect to the image", () => {
  const layer = new Conv2d(2, 2, 3, { rng, padding: 1, dtype: "float64" });
  const x = normal([1, 2, 4, 3], { rng, dtype: "float64" });
  for (const order of [1, 2] as const) checkGradient((x) => layer.forward(x), [x], { order });
});

test("invalid sizes and groups are named", () => {
  const groups =
    "Conv2d: groups must divide the channels: 3 does not divide both 4 and 6. Use a common divisor.";
  expect(() => new Conv2d(4, 6, 3, { rng, groups: 3 })).toThrow(new RangeError(groups));
  const kernel =
    "Conv2d: kernelWidth must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new Conv2d(4, 6, [3, 0], { rng })).toThrow(new RangeError(kernel));
});

test("channels of grouped and depthwise convolutions depend on their own group only", () => {
  const x = normal([1, 4, 5, 5], { rng });
  const changed = concat([slice(x, [null, [0, 3]]), normal([1, 1, 5, 5], { rng })], 1);
  const same = (layer: Conv2d) => {
    const [before, after] = [layer.forward(x), layer.forward(changed)];
    return Array.from({ length: layer.outChannels }, (_, o) => {
      const channels = [before, after].map((y) => String(slice(y, [0, o]).toArray()));
      return channels[0] === channels[1];
    });
  };
  expect(same(new Conv2d(4, 4, 3, { rng, groups: 2 }))).toEqual([true, true, false, false]);
  const depthwise = new Conv2d(4, 4, 3, { rng, groups: 4 });
  expect(depthwise.weight.value.shape).toEqual([4, 1, 3, 3]);
  expect(same(depthwise)).toEqual([true, true, true, false]);
});

test("options out of range are named", () => {
  const text = (name: string, least: number, got: number) =>
    `Conv2d(1, 1, 3, { ${name}: ${got} }): ${name} must be a whole number of at least ${least}, or a pair of them: got [${got}, ${got}].`;
  const x = normal([1, 1, 5, 5], { rng });
  const run = (options: object) => () => new Conv2d(1, 1, 3, { rng, ...options }).forward(x);
  expect(run({ stride: 0 })).toThrow(new RangeError(text("stride", 1, 0)));
  expect(run({ padding: -1 })).toThrow(new RangeError(text("padding", 0, -1)));
  expect(run({ dilation: 1.5 })).toThrow(new RangeError(text("dilation", 1, 1.5)));
});

test("an image that does not fit is described", () => {
  const layer = new Conv2d(4, 6, 3, { rng });
  const channels =
    "Conv2d(4, 6, 3): the input has 3 channels: its shape is [2, 3, 9, 9]. Use new Conv2d(3, …).";
  expect(() => layer.forward(normal([2, 3, 9, 9], { rng }))).toThrow(new ShapeError(channels));
  const size =
    "Conv2d(4, 6, 3): the window is larger than the padded image: it spans 3 of 2 rows. Use a smaller kernel or more padding.";
  expect(() => layer.forward(normal([2, 4, 2, 9], { rng }))).toThrow(new ShapeError(size));
});

test("inference leaves nothing in memory but its result", () => {
  const layer = new Conv2d(2, 3, 3, { rng });
  const x = normal([2, 2, 5, 5], { rng });
  expectNoLeak(() => layer.forward(x).dispose());
});
