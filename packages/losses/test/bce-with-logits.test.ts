import { grad } from "@cambium/autograd";
import { ShapeError, sum, tensor } from "@cambium/tensor";
import { describeOp, floats, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { bceWithLogits } from "../src/bce-with-logits.ts";
import { describeReductions } from "./describe-reductions.ts";

expect.extend({ toBeClose });

const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** share·loss, but 0 for a share of 0 of an infinite loss. */
const times = (share: number, loss: number) => (share === 0 ? 0 : share * loss);

describeOp({
  name: "bceWithLogits",
  run: (x, t, weight, posWeight) =>
    bceWithLogits(x!, t!, { weight: weight!, posWeight: posWeight!, reduction: "none" }),
  inputs: [floats([2, 3]), floats([2, 3], { low: 0, high: 1, kinks: [] }), floats([2, 3]), floats([2, 3])],
  formula: (x, t, weight, posWeight) =>
    times(weight, times(posWeight * t, softplus(-x)) + times(1 - t, softplus(x))),
  broadcasts: false,
});

describeReductions("bceWithLogits", [tensor([1, -2]), tensor([1, 0.5])] as const, bceWithLogits);

test("a logit of 0 costs log 2 nats, and a positive posWeight times as much", () => {
  const [zeros, ones] = [tensor([[0, 0]]), tensor([[1, 1]])];
  expect(bceWithLogits(zeros, ones).item()).toBeCloseTo(Math.log(2), 6);
  const each = bceWithLogits(zeros, ones, { posWeight: tensor([1, 3]), reduction: "none" });
  expect(each).toBeClose([[Math.log(2), 3 * Math.log(2)]]);
});

test("losses and gradients of logits far from 0 are accurate", () => {
  const x = tensor([100, -100, 100, -100], { dtype: "float64" });
  const t = tensor([1, 0, 0, 1], { dtype: "float64" });
  const tiny = Math.exp(-100);
  expect(bceWithLogits(x, t, { reduction: "none" })).toBeClose([tiny, tiny, 100, 100], {
    rtol: 1e-12,
    atol: 0,
  });
  const slope = grad((z) => sum(bceWithLogits(z, t, { reduction: "none" })))(x);
  expect(slope).toBeClose([-tiny, tiny, 1, -1], { rtol: 1e-12, atol: 0 });
});

test("invalid arguments are errors", () => {
  const x = tensor([1, 2]);
  expect(() => bceWithLogits(x, tensor([1]))).toThrow(
    new ShapeError(
      "bceWithLogits: shapes differ: the input has [2], the target [1]. Reshape or expand one of them.",
    ),
  );
  for (const option of ["weight", "posWeight"]) {
    expect(() => bceWithLogits(x, x, { [option]: tensor([1, 2, 3]) })).toThrow(
      new ShapeError(`bceWithLogits: ${option} must broadcast to the input [2]: got [3]. Reshape it.`),
    );
  }
});
