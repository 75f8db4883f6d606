import {
  adaptiveAvgPool2d,
  avgPool2d,
  conv2dOutputSize,
  maxPool2d,
  ones,
  ShapeError,
  tensor,
} from "@cambium/tensor";
import { expect, test } from "vitest";

const image = tensor([
  [
    [
      [0, 1],
      [2, 3],
    ],
  ],
]);
const ceil = { stride: 2, ceilMode: true } as const;

test("with ceilMode a window may be larger than the padded image, by less than the stride", () => {
  expect(maxPool2d(image, 3, ceil).toArray()).toEqual([[[[3]]]]);
  expect(avgPool2d(image, 3, ceil).toArray()).toEqual([[[[1.5]]]]);
  expect(conv2dOutputSize(2, { kernel: 3, ...ceil })).toEqual([1, 1]);
  expect(() => maxPool2d(image, 4, ceil)).toThrow(
    new ShapeError(
      "maxPool2d: the window is larger than the padded image: it spans 4 of 2 rows. Use a smaller kernel or more padding.",
    ),
  );
  expect(() => avgPool2d(image, 3, { stride: 2 })).toThrow(ShapeError);
});

/** Sizes by PyTorch's rule: [image, kernel, stride, padding, dilation, size rounded down, size rounded up]. */
const sizes: readonly (readonly number[])[] = [
  [1, 1, 2, 0, 1, 1, 1],
  [5, 2, 2, 0, 1, 2, 3],
  [5, 2, 3, 0, 1, 2, 2],
  [5, 2, 2, 1, 1, 3, 3],
  [6, 3, 2, 1, 1, 3, 4],
  [4, 3, 4, 1, 1, 1, 2],
  [5, 3, 4, 1, 1, 2, 2],
  [6, 3, 2, 0, 2, 1, 2],
  [6, 4, 3, 2, 1, 3, 3],
];

test.each(sizes)("image %i, kernel %i, stride %i, padding %i, dilation %i", (...row) => {
  const [size, kernel, stride, padding, dilation, down, up] = row as unknown as [
    ...[size: number, kernel: number, stride: number, padding: number, dilation: number],
    ...[down: number, up: number],
  ];
  const options = { stride, padding, dilation };
  const x = ones([1, 1, size, size]);
  expect(maxPool2d(x, kernel, options).shape).toEqual([1, 1, down, down]);
  expect(maxPool2d(x, kernel, { ...options, ceilMode: true }).shape).toEqual([1, 1, up, up]);
  expect(conv2dOutputSize(size, { kernel, ...options, ceilMode: true })).toEqual([up, up]);
});

test("the mean of equal elements is exactly that element for all sizes", () => {
  for (const size of [3, 5, 7, 10, 11]) {
    for (const windows of [1, 2, 3, 6, 7]) {
      const means = adaptiveAvgPool2d(ones([1, 1, size, size]), windows);
      expect(new Set(means.dataSync())).toEqual(new Set([1]));
    }
  }
});
