import { valueAndGrad } from "@cambium/autograd";
import { linear, matmul, normal, Rng, square, sum, type Tensor, tanh, tensor } from "@cambium/tensor";
import { toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";

expect.extend({ toBeClose });

test("f(x, W) = |W·x|²: ∇W f = 2q·xᵀ and ∇x f = 2Wᵀ·q with q = W·x", () => {
  const W = tensor([
    [1, 2],
    [3, 5],
  ]);
  const x = tensor([1, -1]);
  const { value, grads } = valueAndGrad({ W, x }, () => sum(square(matmul(W, x))));
  // q = [−1, −2]
  expect(value.item()).toBe(5);
  expect(grads.W.toArray()).toEqual([
    [-2, 2],
    [-4, 4],
  ]);
  expect(grads.x.toArray()).toEqual([-14, -24]);
});

const rng = new Rng(1);
const random = (...shape: number[]): Tensor => normal(shape, { rng, dtype: "float64" });
const rowsOf = (x: Tensor): number[][] => x.toArray() as number[][];
const valuesOf = (x: Tensor): number[] => Array.from(x.dataSync());
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, i) => total + value * b[i]!, 0);
const outer = (a: readonly number[], b: readonly number[]): number[][] =>
  a.map((left) => b.map((right) => left * right));

/** Wᵀ·v. */
const pulled = (W: readonly (readonly number[])[], v: readonly number[]): number[] =>
  W[0]!.map((_, j) =>
    dot(
      W.map((row) => row[j]!),
      v,
    ),
  );

test("f(x) = |tanh(W₂·tanh(W₁x + b₁) + b₂)|²: the chain rule by hand, one number at a time", () => {
  const [x, W1, b1, W2, b2] = [random(4), random(5, 4), random(5), random(2, 5), random(2)];
  const { grads } = valueAndGrad({ x, W1, b1, W2, b2 }, () =>
    sum(square(tanh(linear(tanh(linear(x, W1, { bias: b1 })), W2, { bias: b2 })))),
  );
  const layer = (W: Tensor, b: Tensor, input: readonly number[]): number[] =>
    rowsOf(W).map((row, i) => Math.tanh(dot(row, input) + valuesOf(b)[i]!));
  const h = layer(W1, b1, valuesOf(x));
  const y = layer(W2, b2, h);
  const delta2 = y.map((value) => 2 * value * (1 - value ** 2));
  const delta1 = pulled(rowsOf(W2), delta2).map((value, i) => value * (1 - h[i]! ** 2));
  expect(grads.b2).toBeClose(delta2, { rtol: 1e-12 });
  expect(grads.W2).toBeClose(outer(delta2, h), { rtol: 1e-12 });
  expect(grads.b1).toBeClose(delta1, { rtol: 1e-12 });
  expect(grads.W1).toBeClose(outer(delta1, valuesOf(x)), { rtol: 1e-12 });
  expect(grads.x).toBeClose(pulled(rowsOf(W1), delta1), { rtol: 1e-12 });
});
