import { conv2d, conv2dOutputSize, maxPool2d, ShapeError, zeros } from "@cambium/tensor";
import { expect, test } from "vitest";

test("without padding and stride it is image − filter + 1", () => {
  expect(conv2dOutputSize(28, { kernel: 5 })).toEqual([24, 24]);
});

test("with padding and stride it is (image − filter + 2·padding)/stride + 1, rounded down", () => {
  expect(conv2dOutputSize(224, { kernel: 7, stride: 2, padding: 3 })).toEqual([112, 112]);
  expect(conv2dOutputSize(32, { kernel: 3, padding: 1 })).toEqual([32, 32]);
  expect(conv2dOutputSize([9, 12], { kernel: [3, 4], stride: [2, 3], padding: [0, 1] })).toEqual([4, 4]);
});

test("a dilated kernel counts with its extent", () => {
  expect(conv2dOutputSize(10, { kernel: 3, dilation: 3 })).toEqual([4, 4]);
});

test("is the size that convolution and pooling return", () => {
  const x = zeros([1, 1, 13, 10]);
  const options = { stride: [2, 3], padding: [1, 0], dilation: [1, 2] } as const;
  const convolved = conv2d(x, zeros([1, 1, 4, 3]), options);
  expect(convolved.shape.slice(2)).toEqual(conv2dOutputSize([13, 10], { kernel: [4, 3], ...options }));
  const pooled = maxPool2d(x, 3, { stride: 2, ceilMode: true });
  expect(pooled.shape.slice(2)).toEqual(conv2dOutputSize([13, 10], { kernel: 3, stride: 2, ceilMode: true }));
  expect(pooled.shape.slice(2)).toEqual([6, 5]);
});

test("errors describe windows that do not fit and invalid sizes", () => {
  const large =
    "conv2dOutputSize: the window is larger than the padded image: it spans 7 of 6 rows. Use a smaller kernel or more padding.";
  expect(() => conv2dOutputSize(4, { kernel: 7, padding: 1 })).toThrow(new ShapeError(large));
  const input =
    "conv2dOutputSize: input must be a whole number of at least 0, or a pair of them: got [2.5, 2.5].";
  expect(() => conv2dOutputSize(2.5, { kernel: 1 })).toThrow(new RangeError(input));
  const stride =
    "conv2dOutputSize: stride must be a whole number of at least 1, or a pair of them: got [0, 0].";
  expect(() => conv2dOutputSize(4, { kernel: 1, stride: 0 })).toThrow(new RangeError(stride));
});
