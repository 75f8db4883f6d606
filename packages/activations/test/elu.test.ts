import { grad } from "@cambium/autograd";
import { sum, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { elu } from "../src/elu.ts";

describeOp({
  name: "elu",
  run: (x) => elu(x!, 0.5),
  inputs: [floats([2, 3])],
  formula: (x) => (x > 0 ? x : 0.5 * Math.expm1(x)),
});

test("an overflowing exponential in the branch not taken does not reach the gradient", () => {
  const x = tensor([-1000, 1000], { dtype: "float64" });
  expect(elu(x).toArray()).toEqual([-1, 1000]);
  expect(grad((x) => sum(elu(x)))(x).toArray()).toEqual([0, 1]);
});
