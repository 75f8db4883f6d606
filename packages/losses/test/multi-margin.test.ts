import { grad } from "@cambium/autograd";
import { normal, Rng, ShapeError, sum, tensor, unsqueeze } from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import { multiMargin } from "../src/multi-margin.ts";
import { describeReductions } from "./describe-reductions.ts";

expect.extend({ toBeClose });

const scores = normal([4, 3], { rng: new Rng(1), dtype: "float64" });
const labels = tensor([0, 2, 1, 2], { dtype: "int32" });
const weight = tensor([0.5, 1, 2], { dtype: "float64" });

describe.each([1, 2] as const)("p = %d", (p) => {
  describeReductions("multiMargin", [scores, labels, weight] as const, (x, t, w, options) =>
    multiMargin(x, t, { p, weight: w, ...options }),
  );

  test("sums the violations of the margin over the classes", () => {
    const input = tensor([[2, 1.5, 0, 4]]);
    const target = tensor([0], { dtype: "int32" });
    // By a margin of 1: 0.5 from the second, nothing from the third, 3 from the fourth.
    expect(multiMargin(input, target, { p }).item()).toBe((0.5 ** p + 3 ** p) / 4);
    const wide = (2.5 ** p + 1 + 5 ** p) / 4;
    expect(multiMargin(input, target, { p, margin: 3 }).item()).toBe(wide);
    const weighted = multiMargin(input, target, { p, weight: tensor([2, 1, 1, 1]) });
    expect(weighted.item()).toBe(2 * ((0.5 ** p + 3 ** p) / 4));
  });

  test("positions are samples", () => {
    const images = normal([2, 3, 2], { rng: new Rng(2), dtype: "float64" });
    const target = tensor(new Int32Array([0, 1, 2, 0]), { shape: [2, 2] });
    const each = multiMargin(images, target, { p, weight, reduction: "none" });
    const data = images.dataSync();
    const wanted = [0, 1, 2, 3].map((place) => {
      const [n, position] = [Math.floor(place / 2), place % 2];
      const row = [0, 1, 2].map((c) => data[n * 6 + c * 2 + position]!);
      const t = [0, 1, 2, 0][place]!;
      const terms = row.map((x, c) => (c === t ? 0 : Math.max(0, 1 - row[t]! + x) ** p));
      return (weight.dataSync()[t]! * (terms[0]! + terms[1]! + terms[2]!)) / 3;
    });
    expect(each).toBeClose([wanted.slice(0, 2), wanted.slice(2)], { rtol: 1e-12 });
  });

  test("one sample without a batch has the loss of a batch of one", () => {
    const [alone, label] = [tensor([2, 1.5, 0]), tensor(1, { dtype: "int32" })];
    const batch = multiMargin(unsqueeze(alone, 0), unsqueeze(label, 0), { p });
    for (const reduction of ["mean", "sum", "none"] as const) {
      const loss = multiMargin(alone, label, { p, reduction });
      expect(loss.shape).toEqual([]);
      expect(loss).toBeClose(sum(batch));
    }
  });

  test("gradients, which are 0 where every margin holds", () => {
    const loss = (x: typeof scores, w: typeof weight) => multiMargin(x, labels, { p, weight: w });
    checkGradient(loss, [scores, weight]);
    checkGradient(loss, [scores, weight], { order: 2 });
    const target = tensor([0], { dtype: "int32" });
    const gradient = grad((x) => multiMargin(x, target, { p }))(tensor([[5, 1, 0]]));
    expect(gradient.toArray()).toEqual([[0, 0, 0]]);
  });
});

test("the default is p = 1", () => {
  expect(multiMargin(scores, labels)).toBeClose(multiMargin(scores, labels, { p: 1 }));
});

test("invalid arguments are errors", () => {
  const bad = tensor([0, 2, 3, 2], { dtype: "int32" });
  const text =
    "multiMargin: class index 3 at position [2] does not exist: the input [4, 3] has 3 classes. Use indices from 0 to 2.";
  expectNoLeak(() => expect(() => multiMargin(scores, bad)).toThrow(new RangeError(text)));
  expect(() => multiMargin(scores, labels, { weight: tensor([1]) })).toThrow(
    new ShapeError(
      "multiMargin: weight must have shape [3], one number a class: got [1]. Give one for each class.",
    ),
  );
  expect(() => multiMargin(scores, labels, { margin: 0 })).toThrow(
    new RangeError("multiMargin: margin must be above 0: got 0."),
  );
  expect(() => multiMargin(scores, labels, { p: 3 as 2 })).toThrow(
    new RangeError("multiMargin: p must be 1 or 2: got 3. Use 1 for the hinge loss, 2 for the squared one."),
  );
});
