import { grad } from "@cambium/autograd";
import { sum, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { selu } from "../src/selu.ts";

const scale = 1.0507009873554805;
const alpha = 1.6732632423543772;

describeOp({
  name: "selu",
  run: (x) => selu(x!),
  inputs: [floats([2, 3])],
  formula: (x) => scale * (x > 0 ? x : alpha * Math.expm1(x)),
});

test("the gradient at 0 is the one from the left, and far out nothing overflows", () => {
  const x = tensor([-1000, 0, 1000], { dtype: "float64" });
  expect(selu(x).toArray()).toEqual([-scale * alpha, 0, 1000 * scale]);
  expect(grad((x) => sum(selu(x)))(x).toArray()).toEqual([0, scale * alpha, scale]);
});

test("mean 0 and variance 1 are a fixed point: integrals over the normal density", () => {
  const step = 0.001;
  let [mean, square] = [0, 0];
  for (let x = -12; x < 12; x += step) {
    const weight = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * step;
    const y = scale * (x > 0 ? x : alpha * Math.expm1(x));
    mean += y * weight;
    square += y * y * weight;
  }
  expect(mean).toBeCloseTo(0, 6);
  expect(square).toBeCloseTo(1, 6);
});
