import { constant } from "@cambium/init";
import { conv2d, maximum, normal, Rng, slice, type Tensor } from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { MaxoutConv2d } from "../src/maxout-conv2d.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const images = normal([2, 4, 6, 6], { rng });

/** Every second kernel or bias, from the first or the second. */
const half = (x: Tensor, start: number): Tensor => slice(x, [[start, null, 2]]);

test.each([{ groups: 1 }, { groups: 2 }, { groups: 2, stride: 2, padding: 1, dilation: 2 }])(
  "is the larger of two convolutions: %o",
  (options) => {
    const layer = new MaxoutConv2d(4, 6, 3, { pieces: 2, rng, ...options });
    const piece = (k: number): Tensor =>
      conv2d(images, half(layer.weight.value, k), { ...options, bias: half(layer.bias!.value, k) });
    expect(layer.forward(images)).toBeClose(maximum(piece(0), piece(1)), { rtol: 1e-5, atol: 1e-6 });
  },
);

test("each piece is initialized like a convolution, and the bias is optional", () => {
  const layer = new MaxoutConv2d(4, 6, [3, 1], { pieces: 3, rng, groups: 2 });
  expect(layer.weight.value.shape).toEqual([18, 2, 3, 1]);
  expect(layer.bias!.value.shape).toEqual([18]);
  for (const { value } of [layer.weight, layer.bias!]) {
    expect(Math.max(...Array.from(value.dataSync(), Math.abs))).toBeLessThanOrEqual(1 / Math.sqrt(6));
  }
  expect(new MaxoutConv2d(4, 6, 3, { pieces: 2, rng, bias: false }).bias).toBeUndefined();
  const filled = new MaxoutConv2d(1, 1, 1, { pieces: 2, rng, init: constant(1), biasInit: constant(2) });
  expect([filled.weight.value, filled.bias!.value].map((x) => Array.from(x.dataSync()))).toEqual([
    [1, 1],
    [2, 2],
  ]);
});

test("sizes, pieces and groups that do not fit are named", () => {
  const pieces = "MaxoutConv2d: pieces must be a whole number of at least 1: got 0. The usual value is 2.";
  expect(() => new MaxoutConv2d(4, 6, 3, { pieces: 0, rng })).toThrow(new RangeError(pieces));
  const size =
    "MaxoutConv2d: kernelWidth must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new MaxoutConv2d(4, 6, [3, 0], { pieces: 2, rng })).toThrow(new RangeError(size));
  const groups =
    "MaxoutConv2d: groups must divide the channels: 3 does not divide both 4 and 6. Use a common divisor.";
  expect(() => new MaxoutConv2d(4, 6, 3, { pieces: 2, rng, groups: 3 })).toThrow(new RangeError(groups));
});

test("leaves nothing behind", () => {
  const layer = new MaxoutConv2d(4, 6, 3, { pieces: 2, rng });
  expectNoLeak(() => layer.forward(images).dispose());
});
