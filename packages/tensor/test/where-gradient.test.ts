import { grad } from "@cambium/autograd";
import { elementwise, gt, sqrt, sum, type Tensor, tensor, type Unary, where } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

const x = tensor([-1, 0, 4]);
const slopes = (f: Unary): unknown => (grad((x: Tensor) => sum(f(x)))(x) as Tensor).toArray();

describe("the gradient of a branch that where does not take", () => {
  test("is 0 times its derivative, as in PyTorch", () => {
    expect(slopes((x) => where(gt(x, 0), sqrt(x), 0))).toEqual([Number.NaN, Number.NaN, 0.25]);
  });

  test("is 0 where the argument of that branch is guarded", () => {
    const guarded: Unary = (x) => where(gt(x, 0), sqrt(where(gt(x, 0), x, 1)), 0);
    expect(slopes(guarded)).toEqual([0, 0, 0.25]);
  });

  test("is 0 in an elementwise formula with select", () => {
    const safeSqrt: Unary = elementwise("safeSqrt", (s, x) => s.select(s.gt(x, 0), s.sqrt(x), s.constant(0)));
    expect(slopes(safeSqrt)).toEqual([0, 0, 0.25]);
  });
});
