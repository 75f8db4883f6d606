import { grad } from "@cambium/autograd";
import { normal, Rng, ShapeError, tensor } from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { crossEntropy } from "../src/cross-entropy.ts";
import { focal } from "../src/focal.ts";
import { describeReductions } from "./describe-reductions.ts";

expect.extend({ toBeClose });

const logits = normal([4, 3], { rng: new Rng(1), dtype: "float64" });
const labels = tensor([0, 2, 1, 2], { dtype: "int32" });
const alpha = tensor([0.5, 1, 2], { dtype: "float64" });

describeReductions("focal", [logits, labels, alpha] as const, (x, y, a, options) =>
  focal(x, y, { alpha: a, ...options }),
);

test("a probability of 1/4 costs (3/4)² of its cross-entropy, times alpha", () => {
  const equal = tensor([[7, 7, 7, 7]]);
  const label = tensor([2], { dtype: "int32" });
  expect(focal(equal, label).item()).toBeCloseTo(0.75 ** 2 * Math.log(4), 6);
  expect(focal(equal, label, { gamma: 0.5 }).item()).toBeCloseTo(0.75 ** 0.5 * Math.log(4), 6);
  const weighted = focal(equal, label, { alpha: tensor([1, 1, 0.25, 1]) });
  expect(weighted.item()).toBeCloseTo(0.25 * 0.75 ** 2 * Math.log(4), 6);
});

test("a gamma of 0 is the cross-entropy", () => {
  const wanted = crossEntropy(logits, labels);
  expect(focal(logits, labels, { gamma: 0 })).toBeClose(wanted, { rtol: 1e-12 });
});

test("a certain class has loss and gradient 0, and a hopeless one its whole cross-entropy", () => {
  const extreme = tensor([[1000, -1000]]);
  for (const gamma of [0, 0.5, 1, 2]) {
    const loss = (label: number) => (x: typeof extreme) =>
      focal(x, tensor([label], { dtype: "int32" }), { gamma });
    expect(loss(0)(extreme).item()).toBe(0);
    expect(loss(1)(extreme).item()).toBe(2000);
    expect(grad(loss(0))(extreme).toArray()).toEqual([[0, 0]]);
    expect(grad(loss(1))(extreme).toArray()).toEqual([[1, -1]]);
  }
});

test("gradients with respect to logits and alpha", () => {
  for (const gamma of [0.5, 2]) {
    for (const order of [1, 2] as const)
      checkGradient((x, a) => focal(x, labels, { gamma, alpha: a }), [logits, alpha], { order });
  }
});

test("invalid arguments are errors", () => {
  const bad = tensor([0, 2, 3, 2], { dtype: "int32" });
  const text =
    "focal: class index 3 at position [2] does not exist: the input [4, 3] has 3 classes. Use indices from 0 to 2.";
  expectNoLeak(() => expect(() => focal(logits, bad)).toThrow(new RangeError(text)));
  expect(() => focal(logits, labels, { alpha: tensor([1]) })).toThrow(
    new ShapeError("focal: alpha must have shape [3], one number a class: got [1]. Give one for each class."),
  );
  expect(() => focal(logits, labels, { gamma: -1 })).toThrow(
    new RangeError("focal: gamma must be finite and at least 0: got -1."),
  );
});
