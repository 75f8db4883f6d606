import { normal, Rng, ShapeError, tensor, zeros } from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { cosineEmbedding } from "../src/cosine-embedding.ts";
import { describeReductions } from "./describe-reductions.ts";

expect.extend({ toBeClose });

const rng = new Rng(1);
const [a, b] = [normal([4, 3], { rng, dtype: "float64" }), normal([4, 3], { rng, dtype: "float64" })];
const target = tensor([1, -1, 1, -1], { dtype: "int32" });

describeReductions("cosineEmbedding", [a, b, target] as const, cosineEmbedding);

test("angles of 60 degrees, in similar and dissimilar pairs", () => {
  const [x, y] = [tensor([[1, 0]]), tensor([[1, Math.sqrt(3)]])];
  const loss = (sign: number, margin = 0) => cosineEmbedding(x, y, tensor([sign]), { margin }).item();
  expect(loss(1)).toBeCloseTo(0.5, 6);
  expect(loss(-1)).toBeCloseTo(0.5, 6);
  expect(loss(-1, 0.3)).toBeCloseTo(0.2, 6);
  expect(loss(-1, 0.6)).toBe(0);
  expect(loss(0)).toBe(0);
});

test("a single pair, and vectors of zeros", () => {
  expect(cosineEmbedding(tensor([3, 4]), tensor([3, 4]), tensor(1)).item()).toBeCloseTo(0, 6);
  expect(cosineEmbedding(zeros([2]), tensor([3, 4]), tensor(1)).item()).toBe(1);
});

test("gradients with respect to both inputs", () => {
  for (const order of [1, 2] as const)
    checkGradient((x, y) => cosineEmbedding(x, y, target, { margin: -0.9 }), [a, b], { order });
});

test("invalid arguments are errors", () => {
  expect(() => cosineEmbedding(a, tensor([1]), target)).toThrow(
    new ShapeError(
      "cosineEmbedding: shapes differ: the input has [4, 3], the target [1]. Reshape or expand one of them. " +
        "The second is input2.",
    ),
  );
  expect(() => cosineEmbedding(a, b, tensor([1]))).toThrow(
    new ShapeError(
      "cosineEmbedding: there must be one target for each pair: the inputs [4, 3] are read as […, features], so they " +
        "need [4]: got [1]. Reshape one of them.",
    ),
  );
  expect(() => cosineEmbedding(a, b, target, { margin: 2 })).toThrow(
    new RangeError("cosineEmbedding: margin must be in [-1, 1]: got 2."),
  );
});

test("leaves no tensors behind", () => {
  expectNoLeak(() => cosineEmbedding(a, b, target).dispose());
});
