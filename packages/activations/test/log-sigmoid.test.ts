import { grad } from "@cambium/autograd";
import { sum, tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { logSigmoid } from "../src/log-sigmoid.ts";

describeOp({
  name: "logSigmoid",
  run: (x) => logSigmoid(x!),
  inputs: [floats([2, 3])],
  formula: (x) => -Math.log1p(Math.exp(-x)),
});

test("neither underflows nor overflows", () => {
  const x = tensor([-1000, 0, 1000]);
  expect(logSigmoid(x).toArray()).toEqual([-1000, Math.fround(-Math.LN2), -0]);
  expect(grad((x) => sum(logSigmoid(x)))(x).toArray()).toEqual([1, 0.5, 0]);
});
