import { grad } from "@cambium/autograd";
import { sum, tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import { elu } from "../src/elu.ts";

test("the exponential that is not used does not reach the gradient, however large", () => {
  const x = tensor([-1000, 1000], { dtype: "float64" });
  expect(elu(x).toArray()).toEqual([-1, 1000]);
  expect(grad((x) => sum(elu(x)))(x).toArray()).toEqual([0, 1]);
});
