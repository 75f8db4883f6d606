import { grad } from "@cambium/autograd";
import { normal, Rng, ShapeError, tensor } from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { squaredHinge } from "../src/squared-hinge.ts";
import { describeReductions } from "./describe-reductions.ts";

expect.extend({ toBeClose });

const scores = normal([4, 3], { rng: new Rng(1), dtype: "float64" });
const labels = tensor([0, 2, 1, 2], { dtype: "int32" });
const weight = tensor([0.5, 1, 2], { dtype: "float64" });

describeReductions("squaredHinge", [scores, labels, weight] as const, (x, t, w, options) =>
  squaredHinge(x, t, { weight: w, ...options }),
);

test("squares by how much the others come too near", () => {
  const input = tensor([[2, 1.5, 0, 4]]);
  const target = tensor([0], { dtype: "int32" });
  // By a margin of 1: 0.5 from the second, nothing from the third, 3 from the fourth.
  expect(squaredHinge(input, target).item()).toBe((0.25 + 9) / 4);
  expect(squaredHinge(input, target, { margin: 3 }).item()).toBe((6.25 + 1 + 25) / 4);
  expect(squaredHinge(input, target, { weight: tensor([2, 1, 1, 1]) }).item()).toBe(2 * ((0.25 + 9) / 4));
});

test("of positions is that of each of them", () => {
  const images = normal([2, 3, 2], { rng: new Rng(2), dtype: "float64" });
  const target = tensor(new Int32Array([0, 1, 2, 0]), { shape: [2, 2] });
  const each = squaredHinge(images, target, { weight, reduction: "none" });
  const data = images.dataSync();
  const wanted = [0, 1, 2, 3].map((place) => {
    const [n, position] = [Math.floor(place / 2), place % 2];
    const row = [0, 1, 2].map((c) => data[n * 6 + c * 2 + position]!);
    const t = [0, 1, 2, 0][place]!;
    const terms = row.map((x, c) => (c === t ? 0 : Math.max(0, 1 - row[t]! + x) ** 2));
    return (weight.dataSync()[t]! * (terms[0]! + terms[1]! + terms[2]!)) / 3;
  });
  expect(each).toBeClose([wanted.slice(0, 2), wanted.slice(2)], { rtol: 1e-12 });
});

test("gradients, which are 0 where every margin holds", () => {
  checkGradient((x, w) => squaredHinge(x, labels, { weight: w }), [scores, weight]);
  checkGradient((x, w) => squaredHinge(x, labels, { weight: w }), [scores, weight], { order: 2 });
  const target = tensor([0], { dtype: "int32" });
  expect(grad((x) => squaredHinge(x, target))(tensor([[5, 1, 0]])).toArray()).toEqual([[0, 0, 0]]);
});

test("what does not fit is an error", () => {
  const bad = tensor([0, 2, 3, 2], { dtype: "int32" });
  const text =
    "squaredHinge: class index 3 at position [2] does not exist: the input [4, 3] has 3 classes. Use indices from 0 to 2.";
  expectNoLeak(() => expect(() => squaredHinge(scores, bad)).toThrow(new RangeError(text)));
  expect(() => squaredHinge(scores, labels, { weight: tensor([1]) })).toThrow(
    new ShapeError(
      "squaredHinge: weight must have shape [3], one number a class: got [1]. Give one for each class.",
    ),
  );
  expect(() => squaredHinge(scores, labels, { margin: 0 })).toThrow(
    new RangeError("squaredHinge: margin must be above 0: got 0."),
  );
});
