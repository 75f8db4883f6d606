import { grad } from "@cambium/autograd";
import { sum, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { softsign } from "../src/softsign.ts";

describeOp({
  name: "softsign",
  run: (x) => softsign(x!),
  inputs: [floats([2, 3])],
  formula: (x) => (Math.abs(x) === Infinity ? Math.sign(x) : x / (1 + Math.abs(x))),
});

test("the gradient is 1/(1 + |x|)², also where that is tiny", () => {
  const x = tensor([0, 3, -1e6]);
  const [middle, right, left] = grad((x) => sum(softsign(x)))(x).toArray() as number[];
  expect([middle, right]).toEqual([1, 1 / 16]);
  expect(left! / 1e-12).toBeCloseTo(1, 5);
});
