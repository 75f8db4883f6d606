import { grad } from "@cambium/autograd";
import { elementwise, sum, tensor } from "@cambium/tensor";
import { expect, test } from "vitest";

const x = tensor([-1000, 1000], { dtype: "float64" });

test("the derivative of a branch that is not selected is not used, even if it is infinite", () => {
  const bounded = elementwise("bounded", (s, x) => s.select(s.lt(x, 0), s.mul(x, 2), s.exp(s.neg(x))));
  expect(grad((x) => sum(bounded(x)))(x).toArray()).toEqual([2, 0]);
});

test("the same holds if the branch uses a result several times", () => {
  const growing = elementwise("growing", (s, x) => {
    const power = s.exp(x);
    return s.select(s.gt(x, 0), x, s.mul(power, s.add(power, x)));
  });
  expect(grad((x) => sum(growing(x)))(x).toArray()).toEqual([0, 1]);
});
