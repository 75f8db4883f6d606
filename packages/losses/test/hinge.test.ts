import { grad } from "@cambium/autograd";
import { normal, Rng, ShapeError, tensor } from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { hinge } from "../src/hinge.ts";
import { describeReductions } from "./describe-reductions.ts";

expect.extend({ toBeClose });

const scores = normal([4, 3], { rng: new Rng(1), dtype: "float64" });
const labels = tensor([0, 2, 1, 2], { dtype: "int32" });
const weight = tensor([0.5, 1, 2], { dtype: "float64" });

describeReductions("hinge", [scores, labels, weight] as const, (x, t, w, options) =>
  hinge(x, t, { weight: w, ...options }),
);

test("sums by how much the others come too near, over the classes", () => {
  const input = tensor([[2, 1.5, 0, 4]]);
  const target = tensor([0], { dtype: "int32" });
  // By a margin of 1: 0.5 from the second, nothing from the third, 3 from the fourth.
  expect(hinge(input, target).item()).toBe(3.5 / 4);
  expect(hinge(input, target, { margin: 3 }).item()).toBe((2.5 + 1 + 5) / 4);
  expect(hinge(input, target, { weight: tensor([2, 1, 1, 1]) }).item()).toBe(2 * (3.5 / 4));
});

test("of positions is that of each of them", () => {
  const images = normal([2, 3, 2], { rng: new Rng(2), dtype: "float64" });
  const target = tensor(new Int32Array([0, 1, 2, 0]), { shape: [2, 2] });
  const each = hinge(images, target, { weight, reduction: "none" });
  const data = images.dataSync();
  const wanted = [0, 1, 2, 3].map((place) => {
    const [n, position] = [Math.floor(place / 2), place % 2];
    const row = [0, 1, 2].map((c) => data[n * 6 + c * 2 + position]!);
    const t = [0, 1, 2, 0][place]!;
    const terms = row.map((x, c) => (c === t ? 0 : Math.max(0, 1 - row[t]! + x)));
    return (weight.dataSync()[t]! * (terms[0]! + terms[1]! + terms[2]!)) / 3;
  });
  expect(each).toBeClose([wanted.slice(0, 2), wanted.slice(2)], { rtol: 1e-12 });
});

test("gradients, which are 0 where every margin holds", () => {
  checkGradient((x, w) => hinge(x, labels, { weight: w }), [scores, weight]);
  checkGradient((x, w) => hinge(x, labels, { weight: w }), [scores, weight], { order: 2 });
  const target = tensor([0], { dtype: "int32" });
  expect(grad((x) => hinge(x, target))(tensor([[5, 1, 0]])).toArray()).toEqual([[0, 0, 0]]);
});

test("what does not fit is an error", () => {
  const bad = tensor([0, 2, 3, 2], { dtype: "int32" });
  const text =
    "hinge: class index 3 at position [2] does not exist: the input [4, 3] has 3 classes. Use indices from 0 to 2.";
  expectNoLeak(() => expect(() => hinge(scores, bad)).toThrow(new RangeError(text)));
  expect(() => hinge(scores, labels, { weight: tensor([1]) })).toThrow(
    new ShapeError(
      "hinge: weight must have shape [3], one number a class: got [1]. Give one for each class.",
    ),
  );
  expect(() => hinge(scores, labels, { margin: 0 })).toThrow(
    new RangeError("hinge: margin must be above 0: got 0."),
  );
});
