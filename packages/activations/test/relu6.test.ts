import { grad } from "@cambium/autograd";
import { sum, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { relu6 } from "../src/relu6.ts";

describeOp({
  name: "relu6",
  run: (x) => relu6(x!),
  inputs: [floats([3, 4], { low: -3, high: 9, kinks: [0, 6] })],
  formula: (x) => Math.min(Math.max(x, 0), 6),
});

test("no gradient at 0 and 6", () => {
  const x = tensor([0, 3, 6], { dtype: "float64" });
  expect(grad((x) => sum(relu6(x)))(x).toArray()).toEqual([0, 1, 0]);
});
