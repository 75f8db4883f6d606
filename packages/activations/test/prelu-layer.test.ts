import { valueAndGrad } from "@cambium/autograd";
import { parameters } from "@cambium/module";
import { sum, tensor } from "@cambium/tensor";
import { expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { PReLU } from "../src/prelu-layer.ts";

test("starts as a leaky rectifier of slope 1/4", () => {
  const layer = new PReLU();
  expect(Object.keys(parameters(layer))).toEqual(["weight"]);
  expect(layer.weight.value.shape).toEqual([1]);
  expect(layer.forward(tensor([-4, 4])).toArray()).toEqual([-1, 4]);
});

test("one slope for each channel, with another initial value and dtype", () => {
  const layer = new PReLU(3, { init: 0.5, dtype: "float64" });
  expect(layer.weight.value.dtype).toBe("float64");
  expect(layer.weight.value.toArray()).toEqual([0.5, 0.5, 0.5]);
});

test("its slope has a gradient", () => {
  const layer = new PReLU(2);
  const x = tensor([
    [-1, -2],
    [-3, 5],
  ]);
  const { grads } = valueAndGrad(parameters(layer), () => sum(layer.forward(x)));
  expect(grads.weight!.toArray()).toEqual([-4, -2]);
});

test("an invalid number of slopes is an error that names it", () => {
  const text =
    "PReLU: numParameters must be a whole number of at least 1: got 0.25. Are the arguments in order?";
  expect(() => new PReLU(0.25)).toThrow(new RangeError(text));
});

test("a non-finite initial value is an error that names it", () => {
  const text = "PReLU: init must be finite: got NaN. The usual value is 0.25.";
  expect(() => new PReLU(1, { init: Number.NaN })).toThrow(new RangeError(text));
});

test("leaves nothing behind", () => {
  const layer = new PReLU(2);
  const x = tensor([[-1, -2]]);
  expectNoLeak(() => layer.forward(x).dispose());
});
