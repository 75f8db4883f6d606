import { grad } from "@cambium/autograd";
import { ShapeError, sum, tensor } from "@cambium/tensor";
import { describeOp, expectNoLeak, floats, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { bce } from "../src/bce.ts";
import { describeReductions } from "./describe-reductions.ts";

expect.extend({ toBeClose });

const probabilities = floats([2, 3], { low: 0.05, high: 0.95, kinks: [], nonFinite: false });

describeOp({
  name: "bce",
  run: (p, t, weight) => bce(p!, t!, { weight: weight!, reduction: "none" }),
  inputs: [probabilities, probabilities, floats([2, 3])],
  formula: (p, t, weight) =>
    weight * -(t * Math.max(Math.log(p), -100) + (1 - t) * Math.max(Math.log1p(-p), -100)),
  broadcasts: false,
});

describeReductions(
  "bce",
  [tensor([0.5, 0.25]), tensor([1, 0]), tensor([2])] as const,
  (p, t, weight, options) => bce(p, t, { weight, ...options }),
);

test("a fair coin costs log 2 nats; a weight multiplies it", () => {
  const [half, one] = [tensor([0.5]), tensor([1])];
  expect(bce(half, one).item()).toBeCloseTo(Math.log(2), 6);
  expect(bce(half, one, { weight: tensor([3]) }).item()).toBeCloseTo(3 * Math.log(2), 6);
});

test("a wrong certainty costs 100 and a right one 0, both with finite gradients", () => {
  const p = tensor([0, 1, 0, 1], { dtype: "float64" });
  const t = tensor([1, 0, 0, 1], { dtype: "float64" });
  expect(bce(p, t, { reduction: "none" })).toBeClose([100, 100, 0, 0]);
  expect(grad((x) => sum(bce(x, t, { reduction: "none" })))(p)).toBeClose([-1e12, 1e12, 0, 0]);
});

test("elements outside [0, 1] are errors, and NaN stays NaN", () => {
  const [half, halves] = [tensor([0.5, 0.5]), tensor([[0.5], [0.5]])];
  const text = (which: string, where: string) =>
    new RangeError(
      `bce: ${which} must be a probability in [0, 1]: got ${where}. Pass logits to bceWithLogits.`,
    );
  const above = tensor([[0.5], [1.5]]);
  expectNoLeak(() => expect(() => bce(above, halves)).toThrow(text("input", "1.5 at position [1, 0]")));
  expect(() => bce(tensor([-0.5, 2]), half)).toThrow(text("input", "-0.5 at position [0]"));
  expect(() => bce(half, tensor([0, Infinity]))).toThrow(text("target", "Infinity at position [1]"));
  expect(bce(tensor([Number.NaN, 1]), half, { reduction: "none" }).dataSync()[0]).toBeNaN();
});

test("invalid arguments are errors", () => {
  const x = tensor([
    [0.1, 0.2],
    [0.3, 0.4],
  ]);
  expect(() => bce(x, tensor([1]))).toThrow(
    new ShapeError(
      "bce: shapes differ: the input has [2, 2], the target [1]. Reshape or expand one of them.",
    ),
  );
  const text = (shape: string) =>
    new ShapeError(`bce: weight must broadcast to the input [2, 2]: got ${shape}. Reshape it.`);
  expect(() => bce(x, x, { weight: tensor([1, 2, 3]) })).toThrow(text("[3]"));
  expect(() => bce(x, x, { weight: tensor([[[1]]]) })).toThrow(text("[1, 1, 1]"));
});
