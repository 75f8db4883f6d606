import { ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { fans } from "../src/fans.ts";

test("a matrix has its sizes as fans, and a kernel multiplies them by its places", () => {
  expect(fans([128, 784])).toEqual({ fanIn: 784, fanOut: 128 });
  expect(fans([16, 6, 5, 3])).toEqual({ fanIn: 90, fanOut: 240 });
});

test("a shape with fewer than two dimensions has no fans", () => {
  const text =
    "fans: a weight needs at least the dimensions [out, in]: got [3]. Give it two, or an initializer that goes by no fan, such as constant.";
  expect(() => fans([3])).toThrow(new ShapeError(text));
});
