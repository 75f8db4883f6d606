import { parameters } from "@cambium/module";
import { mean, normal, Rng, ShapeError, square, tensor, zeros } from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { RMSNorm } from "../../src/norm/rms-norm.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const x = normal([4, 3, 5], { rng, mean: 3, std: 2 });

test("normalizes each sample to mean square 1 without a shift", () => {
  expect(mean(square(new RMSNorm([3, 5]).forward(x)), [1, 2])).toBeClose([1, 1, 1, 1]);
  // x/√((9 + 16)/2 + 11.5)
  const layer = new RMSNorm(2, { eps: 11.5 });
  layer.weight!.value = tensor([1, 10]);
  const length = Math.sqrt(24);
  expect(layer.forward(tensor([[3, -4]]))).toBeClose([[3 / length, -40 / length]], { rtol: 1e-6 });
});

test("eps is that of the type by default, so that zeros stay zeros", () => {
  for (const [dtype, eps] of [
    ["float32", 2 ** -23],
    ["float64", 2 ** -52],
  ] as const) {
    const layer = new RMSNorm(1, { dtype });
    expect(layer.forward(zeros([1, 1], { dtype })).item()).toBe(0);
    const small = Math.sqrt(eps);
    expect(layer.forward(tensor([[small]], { dtype }))).toBeClose([[Math.SQRT1_2]], { rtol: 1e-6 });
  }
});

test("the weight is [normalizedShape] from 1, and can be left out", () => {
  expect(Object.keys(parameters(new RMSNorm([3, 5])))).toEqual(["weight"]);
  expect(parameters(new RMSNorm(5, { elementwiseAffine: false }))).toEqual({});
  expect(new RMSNorm(5, { elementwiseAffine: false }).forward(x)).toBeClose(new RMSNorm(5).forward(x));
});

test("inputs that do not fit and options out of range are described", () => {
  const text =
    "RMSNorm(4): the input must end in [4]: got [4, 3, 5]. Change normalizedShape, or reshape the input.";
  expect(() => new RMSNorm(4).forward(x)).toThrow(new ShapeError(text));
  const eps = "RMSNorm: eps must be finite and above 0: got 0. The usual value is 1e-5.";
  expect(() => new RMSNorm(5, { eps: 0 })).toThrow(new RangeError(eps));
});

test("leaves nothing in memory but its result", () => {
  const layer = new RMSNorm(5);
  expectNoLeak(() => layer.forward(x).dispose());
});
