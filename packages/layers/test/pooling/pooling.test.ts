import { arange, normal, Rng, reshape, ShapeError, tensor } from "@cambium/tensor";
import { expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import {
  AdaptiveAvgPool2d,
  AvgPool2d,
  GlobalAvgPool2d,
  GlobalMaxPool2d,
  MaxPool2d,
} from "../../src/index.ts";

const x = reshape(arange(0, 16, { dtype: "float32" }), [1, 1, 4, 4]);

test("the largest, and the mean, of each window", () => {
  expect(new MaxPool2d(2).forward(x).toArray()).toEqual([
    [
      [
        [5, 7],
        [13, 15],
      ],
    ],
  ]);
  expect(new AvgPool2d(2).forward(x).toArray()).toEqual([
    [
      [
        [2.5, 4.5],
        [10.5, 12.5],
      ],
    ],
  ]);
});

test("options reach the window", () => {
  expect(new MaxPool2d(3, { stride: 1, padding: 1 }).forward(x).shape).toEqual([1, 1, 4, 4]);
  expect(new AvgPool2d([2, 1], { stride: [1, 2] }).forward(x).shape).toEqual([1, 1, 3, 2]);
  expect(new MaxPool2d(2, { stride: 1, dilation: 3 }).forward(x).toArray()).toEqual([[[[15]]]]);
  expect(new MaxPool2d(3, { ceilMode: true }).forward(x).toArray()).toEqual([
    [
      [
        [10, 11],
        [14, 15],
      ],
    ],
  ]);
  expect(new AvgPool2d(2, { padding: 1, stride: 4 }).forward(x).toArray()).toEqual([
    [
      [
        [0, 3 / 4],
        [12 / 4, 15 / 4],
      ],
    ],
  ]);
  const corner = new AvgPool2d(3, { padding: 1, stride: 4 }).forward(x);
  expect(corner.item()).toBe(Math.fround((0 + 1 + 4 + 5) / 9));
  const within = new AvgPool2d(3, { padding: 1, stride: 4, countIncludePad: false }).forward(x);
  expect(within.item()).toBe((0 + 1 + 4 + 5) / 4);
});

test("adaptive pooling gives the size wanted, global pooling one number a channel", () => {
  expect(new AdaptiveAvgPool2d([1, 2]).forward(x).toArray()).toEqual([[[[6.5, 8.5]]]]);
  expect(new GlobalAvgPool2d().forward(x).toArray()).toEqual([[7.5]]);
  expect(new GlobalAvgPool2d().forward(normal([2, 3, 5, 4], { rng: new Rng(1) })).shape).toEqual([2, 3]);
});

test("global maximum pooling takes the largest of each channel", () => {
  expect(new GlobalMaxPool2d().forward(x).toArray()).toEqual([[15]]);
  const text = "GlobalMaxPool2d: needs images [N, C, H, W]: got [3]. Use unsqueeze for a missing dimension.";
  expect(() => new GlobalMaxPool2d().forward(tensor([1, 2, 3]))).toThrow(new ShapeError(text));
});

test("invalid windows are described", () => {
  const padding =
    "MaxPool2d(2, { padding: 2 }): padding 2 is more than half of the kernel size 2. Use less padding.";
  expect(() => new MaxPool2d(2, { padding: 2 }).forward(x)).toThrow(new RangeError(padding));
  const large =
    "AvgPool2d(7, { padding: 1 }): the window is larger than the padded image: it spans 7 of 6 rows. Use a smaller kernel or more padding.";
  expect(() => new AvgPool2d(7, { padding: 1 }).forward(x)).toThrow(new ShapeError(large));
  const dilation =
    "MaxPool2d(2, { dilation: 0 }): dilation must be a whole number of at least 1, or a pair of them: got [0, 0].";
  expect(() => new MaxPool2d(2, { dilation: 0 }).forward(x)).toThrow(new RangeError(dilation));
});

test("inputs that are not images are described", () => {
  const text = "GlobalAvgPool2d: needs images [N, C, H, W]: got [3]. Use unsqueeze for a missing dimension.";
  expect(() => new GlobalAvgPool2d().forward(tensor([1, 2, 3]))).toThrow(new ShapeError(text));
  const pooling = "MaxPool2d(2): needs images [N, C, H, W]: got [3]. Use unsqueeze for a missing dimension.";
  expect(() => new MaxPool2d(2).forward(tensor([1, 2, 3]))).toThrow(new ShapeError(pooling));
});

test("inference leaves nothing in memory but its result", () => {
  const layers = [
    new MaxPool2d(2),
    new AvgPool2d(2),
    new AdaptiveAvgPool2d(3),
    new GlobalAvgPool2d(),
    new GlobalMaxPool2d(),
  ];
  for (const layer of layers) expectNoLeak(() => layer.forward(x).dispose());
});
