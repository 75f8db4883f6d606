import { grad } from "@cambium/autograd";
import { sum, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { hardswish } from "../src/hardswish.ts";

describeOp({
  name: "hardswish",
  run: (x) => hardswish(x!),
  inputs: [floats([3, 4], { low: -5, high: 5, kinks: [-3, 3] })],
  formula: (x) => (x < -3 ? 0 : x > 3 ? x : (x * (x + 3)) / 6),
});

test("at −3 and 3 the gradient is x/3 + 1/2", () => {
  const x = tensor([-3, 3], { dtype: "float64" });
  expect(hardswish(x).toArray()).toEqual([-0, 3]);
  expect(grad((x) => sum(hardswish(x)))(x).toArray()).toEqual([-0.5, 1.5]);
});
