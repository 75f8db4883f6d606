import { tensor } from "@cambium/tensor";
import { describeOp, floats } from "@cambium/testing";
import { expect, test } from "vitest";
import { softplus } from "../src/softplus.ts";

describeOp({
  name: "softplus",
  run: (x) => softplus(x!, 2),
  inputs: [floats([2, 3])],
  formula: (x) => Math.log1p(Math.exp(2 * x)) / 2,
});

test("a sharpness of 0 is refused", () => {
  const text = "softplus: beta must be finite and not 0: got 0. The usual value is 1.";
  expect(() => softplus(tensor([1]), 0)).toThrow(new RangeError(text));
  expect(() => softplus(tensor([1]), Infinity)).toThrow(RangeError);
});
