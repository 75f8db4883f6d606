import { receptiveField } from "@cambium/module";
import {
  add,
  avgPool2d,
  concat,
  conv1d,
  conv2d,
  convTranspose2d,
  groupNorm,
  maxPool2d,
  mean,
  mul,
  ones,
  permute,
  reshape,
  sigmoid,
  type Tensor,
  tanh,
  unsqueeze,
  type WindowOptions,
} from "@cambium/tensor";
import { describe, expect, test } from "vitest";

const convolution =
  (size: number | readonly [number, number], options: WindowOptions = {}) =>
  (x: Tensor): Tensor => {
    const kernel = typeof size === "number" ? [size, size] : size;
    return conv2d(x, ones([x.shape[1]!, x.shape[1]!, ...kernel]), options);
  };

/** Receptive field of functions in a row on an image. */
function fieldOf(...functions: readonly ((x: Tensor) => Tensor)[]) {
  const model = { forward: (x: Tensor) => functions.reduce((y, f) => f(y), x) };
  return receptiveField(model, [1, 4, 32, 32]);
}

const square = (size: number, stride = 1, start = 0) => ({
  size: [size, size],
  stride: [stride, stride],
  start: [start, start],
});

describe("receptiveField", () => {
  test.each([1, 2, 3, 5])("of L layers of kernel size K is 1 + L·(K − 1), L = %i", (layers) => {
    for (const kernel of [1, 3, 5]) {
      const found = fieldOf(...new Array<(x: Tensor) => Tensor>(layers).fill(convolution(kernel)));
      expect(found).toEqual(square(1 + layers * (kernel - 1)));
    }
  });

  test("grows by strides, dilations and pooling, and starts in the padding", () => {
    expect(fieldOf(convolution(7, { stride: 2, padding: 3 }))).toEqual(square(7, 2, -3));
    // 7, then + (3 − 1)·2, and the stride doubles; start −3 − 1·2
    const pool = (x: Tensor): Tensor => maxPool2d(x, 3, { stride: 2, padding: 1 });
    expect(fieldOf(convolution(7, { stride: 2, padding: 3 }), pool)).toEqual(square(11, 4, -5));
    expect(fieldOf(convolution(3, { dilation: 4, padding: 4 }))).toEqual(square(9, 1, -4));
    expect(fieldOf((x) => avgPool2d(x, 2), convolution(3))).toEqual(square(6, 2));
    expect(fieldOf(convolution(1, { stride: 2 }))).toEqual(square(1, 2));
  });

  test("may differ between rows and columns", () => {
    expect(fieldOf(convolution([3, 5], { stride: [1, 2], padding: [1, 0] }))).toEqual({
      size: [3, 5],
      stride: [1, 2],
      start: [-1, 0],
    });
  });

  test("passes elementwise ops and views that keep rows and columns", () => {
    const regroup = (x: Tensor): Tensor => reshape(x, [1, 2, 2, ...x.shape.slice(2)]);
    const restore = (x: Tensor): Tensor => reshape(x, [1, 4, ...x.shape.slice(3)]);
    const found = fieldOf(convolution(3), tanh, (x) => add(x, ones([4, 1, 1])), regroup, restore);
    expect(found).toEqual(square(3));
  });

  test("covers all joined branches", () => {
    const block = (x: Tensor): Tensor =>
      add(convolution(5, { padding: 2 })(x), convolution(3, { padding: 1 })(x));
    expect(fieldOf(block)).toEqual(square(5, 1, -2));
    const around = (x: Tensor): Tensor => add(x, convolution(3, { padding: 1 })(x));
    expect(fieldOf(around, around)).toEqual(square(5, 1, -2));
    const joined = (x: Tensor): Tensor => concat([convolution(3, { padding: [1, 1] })(x), x], 1);
    expect(fieldOf(joined)).toEqual(square(3, 1, -1));
    // One branch looks to the left, the other to the right.
    const apart = (x: Tensor): Tensor =>
      add(convolution(1, { padding: 1 })(x), convolution([3, 3], { padding: 2 })(x));
    expect(fieldOf(apart)).toEqual(square(3, 1, -2));
  });

  test("of sequences has one row", () => {
    const model = { forward: (x: Tensor) => tanh(conv1d(x, ones([2, 2, 3]), { dilation: 2, padding: 2 })) };
    expect(receptiveField(model, [1, 2, 16])).toEqual({ size: [1, 5], stride: [1, 1], start: [0, -2] });
  });

  test("of an input that is not an image is unknown", () => {
    expect(receptiveField({ forward: (x: Tensor) => tanh(x) }, [4, 8])).toBeUndefined();
    expect(receptiveField({ forward: () => ones([1, 1, 2, 2]) }, [1, 1, 2, 2])).toBeUndefined();
    expect(receptiveField({ forward: () => [] }, [1, 1, 2, 2])).toBeUndefined();
  });

  test.each<[string, (x: Tensor) => Tensor]>([
    ["a mean over the image", (x) => mean(x, [2, 3], { keepDim: true })],
    ["a weight that the whole image decides", (x) => mul(x, sigmoid(mean(x, [2, 3], { keepDim: true })))],
    ["a place repeated over the image", (x) => mul(x, convolution(32)(x))],
    ["statistics of the image", (x) => groupNorm(x, 2)],
    ["a transposed convolution", (x) => convTranspose2d(x, ones([4, 4, 2, 2]), { stride: 2 })],
    ["dimensions in another order", (x) => permute(x, [0, 2, 3, 1])],
    ["rows and columns in one", (x) => reshape(x, [1, 4, 1024])],
    ["rows after rows", (x) => concat([x, x], 2)],
    ["branches whose strides differ", (x) => add(x, convolution(1, { stride: 32 })(x))],
    [
      "branches of equal size whose strides differ",
      (x) => add(convolution(31)(x), convolution(1, { stride: 31 })(x)),
    ],
  ])("is not known after %s", (_, f) => {
    expect(fieldOf(f)).toBeUndefined();
    expect(fieldOf(f, (x) => tanh(unsqueeze(x, 0)))).toBeUndefined();
  });
});
