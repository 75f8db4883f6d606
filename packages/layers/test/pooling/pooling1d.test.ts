import { normal, Rng, ShapeError, tensor } from "@cambium/tensor";
import { checkGradient, expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { AvgPool1d, MaxPool1d } from "../../src/index.ts";

const x = tensor([[[1, 5, 2, 8, 3]]]);

test("the largest, and the mean, of each window", () => {
  expect(new MaxPool1d(2).forward(x).toArray()).toEqual([[[5, 8]]]);
  expect(new AvgPool1d(2).forward(x).toArray()).toEqual([[[3, 5]]]);
});

test("options reach the window", () => {
  expect(new MaxPool1d(2, { stride: 1, dilation: 2 }).forward(x).toArray()).toEqual([[[2, 8, 3]]]);
  expect(new MaxPool1d(2, { ceilMode: true }).forward(x).toArray()).toEqual([[[5, 8, 3]]]);
  expect(new MaxPool1d(3, { padding: 1 }).forward(x).toArray()).toEqual([[[5, 8]]]);
  const third = Math.fround(13 / 3);
  expect(new AvgPool1d(3, { padding: 1 }).forward(x).toArray()).toEqual([[[2, third]]]);
  const within = new AvgPool1d(3, { padding: 1, countIncludePad: false });
  expect(within.forward(x).toArray()).toEqual([[[3, third]]]);
  expect(new AvgPool1d(2, { ceilMode: true }).forward(x).toArray()).toEqual([[[3, 5, 3]]]);
});

test("gradients of first and second order", () => {
  const sequence = normal([2, 2, 6], { rng: new Rng(1), dtype: "float64" });
  for (const layer of [new MaxPool1d(2), new AvgPool1d(3, { padding: 1, stride: 2 })]) {
    for (const order of [1, 2] as const) checkGradient((x) => layer.forward(x), [sequence], { order });
  }
});

test("inputs that are not sequences, and windows that do not fit, are described", () => {
  const flat = tensor([1, 2]);
  const rank = (layer: string) =>
    new ShapeError(`${layer}: needs sequences [N, C, L]: got [2]. Use unsqueeze for a missing dimension.`);
  expect(() => new MaxPool1d(2).forward(flat)).toThrow(rank("MaxPool1d(2)"));
  expect(() => new AvgPool1d(2).forward(flat)).toThrow(rank("AvgPool1d(2)"));
  const padding =
    "MaxPool1d(3, { padding: 2 }): padding 2 is more than half of the kernel size 3. Use less padding.";
  expect(() => new MaxPool1d(3, { padding: 2 }).forward(x)).toThrow(new RangeError(padding));
  const large =
    "AvgPool1d(6): the window is larger than the padded image: it spans 6 of 5 columns. Use a smaller kernel or more padding.";
  expect(() => new AvgPool1d(6).forward(x)).toThrow(new ShapeError(large));
});

test("leaves nothing in memory but its result", () => {
  for (const layer of [new MaxPool1d(2), new AvgPool1d(2)]) expectNoLeak(() => layer.forward(x).dispose());
});
