import { ShapeError, tensor } from "@cambium/tensor";
import { describeOp, floats, positives, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { poissonNll } from "../src/poisson-nll.ts";
import { describeReductions } from "./describe-reductions.ts";

expect.extend({ toBeClose });

/** share·term, but 0 for a share of 0 of an infinite term. */
const times = (share: number, term: number) => (share === 0 ? 0 : share * term);

describeOp({
  name: "poissonNll",
  run: (input, target) => poissonNll(input!, target!, { reduction: "none" }),
  inputs: [floats([2, 3]), positives([2, 3])],
  formula: (input, target) => Math.exp(input) - times(target, Math.min(input, 1000)),
  broadcasts: false,
});

describeOp({
  name: "poissonNll of rates, in full",
  run: (input, target) =>
    poissonNll(input!, target!, { logInput: false, full: true, eps: 0.1, reduction: "none" }),
  inputs: [positives([2, 3]), floats([2, 3], { low: 0.2, high: 5, kinks: [1] })],
  formula: (input, t) => {
    const stirling = t > 1 ? t * Math.log(t) - t + 0.5 * Math.log(2 * Math.PI * t) : 0;
    return input - times(t, Math.min(Math.log(input + 0.1), 1000)) + stirling;
  },
  broadcasts: false,
});

describeReductions("poissonNll", [tensor([1, 2]), tensor([3, 1])] as const, poissonNll);

test("the full loss is nearly the negative log-likelihood of a count", () => {
  // P(4 | rate 3) = 3⁴·e⁻³/4!
  const wanted = -Math.log((81 * Math.exp(-3)) / 24);
  const loss = poissonNll(tensor([Math.log(3)]), tensor([4]), { full: true }).item();
  expect(loss).toBeCloseTo(wanted, 1);
  expect(poissonNll(tensor([3]), tensor([4]), { full: true, logInput: false }).item()).toBeCloseTo(loss, 5);
});

test("invalid arguments are errors", () => {
  const x = tensor([1, 2]);
  expect(() => poissonNll(x, tensor([1]))).toThrow(
    new ShapeError(
      "poissonNll: shapes differ: the input has [2], the target [1]. Reshape or expand one of them.",
    ),
  );
  expect(() => poissonNll(x, x, { eps: -1 })).toThrow(
    new RangeError("poissonNll: eps must be finite and at least 0: got -1."),
  );
});
