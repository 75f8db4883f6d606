import { grad } from "@cambium/autograd";
import { sum, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { mish } from "../src/mish.ts";

const formula = (x: number): number => (x === -Infinity ? 0 : x * Math.tanh(Math.log1p(Math.exp(x))));

describeOp({
  name: "mish",
  run: (x) => mish(x!),
  inputs: [floats([2, 3])],
  formula,
});

describeOp({
  name: "mish, far out",
  run: (x) => mish(x!),
  inputs: [floats([4, 6], { low: -40, high: 40, kinks: [] })],
  formula,
});

test("nothing overflows far out", () => {
  const x = tensor([-100, 100]);
  expect(mish(x).dataSync()[1]).toBe(100);
  const [left, right] = grad((x) => sum(mish(x)))(x).dataSync();
  expect(Math.abs(left!)).toBeLessThan(1e-30);
  expect(right).toBe(1);
});
