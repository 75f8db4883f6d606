import { grad } from "@cambium/autograd";
import { normal, Rng, ShapeError, tensor, zeros } from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { type TripletOptions, triplet } from "../src/triplet.ts";
import { describeReductions } from "./describe-reductions.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const [a, b, c] = ["a", "b", "c"].map((name) =>
  normal([4, 3], { rng: rng.fork(name), dtype: "float64" }),
) as [ReturnType<typeof normal>, ReturnType<typeof normal>, ReturnType<typeof normal>];

describeReductions("triplet", [a, b, c] as const, triplet);

test("distances of a right triangle", () => {
  const [anchor, positive, negative] = [tensor([[0, 0]]), tensor([[3, 0]]), tensor([[3, 4]])];
  const loss = (options: TripletOptions) =>
    triplet(anchor, positive, negative, { eps: 0, ...options }).item();
  expect(loss({ margin: 3 })).toBe(1);
  expect(loss({ margin: 3, swap: true })).toBe(2);
  expect(loss({})).toBe(0);
  expect(loss({ margin: 5, p: 1 })).toBe(1);
  expect(loss({ margin: 5, p: Infinity })).toBe(4);
  expect(loss({ margin: 5, p: 3 })).toBeCloseTo(3 - (27 + 64) ** (1 / 3) + 5, 5);
});

test("gradients with respect to all three inputs", () => {
  const options: TripletOptions[] = [
    { margin: 5 },
    { margin: 5, swap: true },
    { margin: 5, p: 3 },
    { margin: 9, p: 1 },
  ];
  for (const option of options) {
    for (const order of [1, 2] as const)
      checkGradient((x, y, z) => triplet(x, y, z, option), [a, b, c], { order });
  }
});

test("a distance of 0 has a gradient of 0", () => {
  const x = tensor([[1, 2]]);
  for (const p of [1, 2, 3]) expect(grad((y) => triplet(x, y, x, { eps: 0, p }))(x)).toBeClose([[0, 0]]);
});

test("invalid arguments are errors", () => {
  expect(() => triplet(a, tensor([1]), c)).toThrow(
    new ShapeError(
      "triplet: shapes differ: the input has [4, 3], the target [1]. Reshape or expand one of them. " +
        "The second is the positive.",
    ),
  );
  expect(() => triplet(a, b, tensor([1]))).toThrow(
    new ShapeError(
      "triplet: shapes differ: the input has [4, 3], the target [1]. Reshape or expand one of them. " +
        "The second is the negative.",
    ),
  );
  expect(() => triplet(zeros([]), zeros([]), zeros([]))).toThrow(
    new ShapeError("triplet: expected vectors along the last dimension: got []. Add a dimension."),
  );
  expect(() => triplet(a, b, c, { p: 0 })).toThrow(new RangeError("triplet: p must be above 0: got 0."));
  for (const option of ["margin", "eps"]) {
    expect(() => triplet(a, b, c, { [option]: -1 })).toThrow(
      new RangeError(`triplet: ${option} must be finite and at least 0: got -1.`),
    );
  }
});

test("leaves no tensors behind", () => {
  expectNoLeak(() => triplet(a, b, c, { swap: true, p: 3 }).dispose());
});
