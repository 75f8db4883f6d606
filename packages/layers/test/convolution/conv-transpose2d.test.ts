import { mul, normal, ones, Rng, ShapeError, sum, tensor } from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { Conv2d, ConvTranspose2d } from "../../src/index.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);

test("adds a multiple of the kernel to the result for each input element", () => {
  const layer = new ConvTranspose2d(1, 1, [1, 3], { rng, stride: [1, 2], bias: false });
  layer.weight.value = tensor([[[[1, 2, 3]]]]);
  expect(layer.forward(tensor([[[[1, 10]]]])).toArray()).toEqual([[[[1, 2, 13, 20, 30]]]]);
});

test("padding crops the result, outputPadding enlarges its end", () => {
  const cut = new ConvTranspose2d(1, 1, [1, 3], {
    rng,
    stride: [1, 2],
    padding: [0, 1],
    outputPadding: [0, 1],
  });
  cut.weight.value = tensor([[[[1, 2, 3]]]]);
  cut.bias!.value = tensor([100]);
  expect(cut.forward(tensor([[[[1, 10]]]])).toArray()).toEqual([[[[102, 113, 120, 130]]]]);
});

test("is the adjoint of the convolution with the same weight: ⟨conv(x), y⟩ = ⟨x, convᵀ(y)⟩", () => {
  const options = { rng, stride: 2, padding: 1, dilation: [2, 1], groups: 2, bias: false } as const;
  const conv = new Conv2d(4, 6, 3, { ...options, dtype: "float64" });
  const back = new ConvTranspose2d(6, 4, 3, { ...options, dtype: "float64" });
  back.weight.value = tensor(conv.weight.value.dataSync(), { shape: [6, 2, 3, 3] });
  const x = normal([2, 4, 7, 9], { rng, dtype: "float64" });
  const y = normal([2, 6, 3, 5], { rng, dtype: "float64" });
  expect(sum(mul(conv.forward(x), y))).toBeClose(sum(mul(x, back.forward(y))), { rtol: 1e-12 });
});

test("the weight is [in, out/groups, kH, kW], and weight and bias start within ±1/√fanIn of it", () => {
  const layer = new ConvTranspose2d(4, 16, 5, { rng, groups: 2 });
  expect(layer.weight.value.shape).toEqual([4, 8, 5, 5]);
  expect(layer.bias!.value.shape).toEqual([16]);
  for (const { value } of [layer.weight, layer.bias!]) {
    const largest = Math.max(...value.dataSync().map(Math.abs));
    expect(largest).toBeLessThanOrEqual(1 / Math.sqrt(8 * 25));
    expect(largest).toBeGreaterThan(0.8 / Math.sqrt(8 * 25));
  }
});

test("gradients of first and second order with respect to the image", () => {
  const layer = new ConvTranspose2d(2, 2, 2, { rng, stride: 2, dtype: "float64" });
  const x = normal([1, 2, 2, 3], { rng, dtype: "float64" });
  for (const order of [1, 2] as const) checkGradient((x) => layer.forward(x), [x], { order });
});

test("invalid sizes, groups and options are named", () => {
  const groups =
    "ConvTranspose2d: groups must divide the channels: 3 does not divide both 4 and 6. Use a common divisor.";
  expect(() => new ConvTranspose2d(4, 6, 3, { rng, groups: 3 })).toThrow(new RangeError(groups));
  const kernel =
    "ConvTranspose2d: kernelHeight must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new ConvTranspose2d(4, 6, [0, 3], { rng })).toThrow(new RangeError(kernel));
  const extra =
    "ConvTranspose2d(4, 6, 3, { stride: 2, outputPadding: 2 }): outputPadding must be a whole number in [0, 2), less than stride or dilation: got 2.";
  const layer = new ConvTranspose2d(4, 6, 3, { rng, stride: 2, outputPadding: 2 });
  expect(() => layer.forward(ones([1, 4, 3, 3]))).toThrow(new RangeError(extra));
});

test("an image that does not fit is described", () => {
  const channels =
    "ConvTranspose2d(4, 6, 3): the input has 3 channels: its shape is [1, 3, 3, 3]. Use new ConvTranspose2d(3, …).";
  expect(() => new ConvTranspose2d(4, 6, 3, { rng }).forward(ones([1, 3, 3, 3]))).toThrow(
    new ShapeError(channels),
  );
  const nothing =
    "ConvTranspose2d(4, 6, 1, { padding: 1 }): the result would have size -1. Use less padding.";
  expect(() => new ConvTranspose2d(4, 6, 1, { rng, padding: 1 }).forward(ones([1, 4, 1, 1]))).toThrow(
    new ShapeError(nothing),
  );
});

test("leaves nothing in memory but its result", () => {
  const layer = new ConvTranspose2d(2, 3, 3, { rng });
  const x = normal([2, 2, 5, 5], { rng });
  expectNoLeak(() => layer.forward(x).dispose());
});
