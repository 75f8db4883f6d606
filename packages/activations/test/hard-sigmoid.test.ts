import { grad } from "@cambium/autograd";
import { sum, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { hardSigmoid } from "../src/hard-sigmoid.ts";

describeOp({
  name: "hardSigmoid",
  run: (x) => hardSigmoid(x!),
  inputs: [floats([3, 4], { low: -5, high: 5, kinks: [-3, 3] })],
  formula: (x) => (x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6),
});

test("0 and 1 outside, with no gradient at −3 and 3", () => {
  const x = tensor([-9, -3, 0, 3, 9], { dtype: "float64" });
  expect(hardSigmoid(x).toArray()).toEqual([0, 0, 0.5, 1, 1]);
  expect(grad((x) => sum(hardSigmoid(x)))(x).toArray()).toEqual([0, 0, 1 / 6, 0, 0]);
});
