import {
  type Expression,
  elementwise,
  elementwiseMany,
  maximum,
  memory,
  type Scalars,
  scope,
  tensor,
  zeros,
} from "@cambium/tensor";
import { expect, test } from "vitest";

const sumOfAll = (s: Scalars, ...operands: Expression[]) => operands.reduce((a, b) => s.add(a, b));

test("thirty operands of other kinds are another variant", () => {
  const total = elementwise("total", sumOfAll);
  const ints = Array.from({ length: 29 }, () => tensor([1], { dtype: "int32" }));
  expect(total(...ints, tensor([1], { dtype: "int32" })).toArray()).toEqual([30]);
  expect(total(...ints, tensor([0.5])).toArray()).toEqual([29.5]);
});

test("two results that replace the same tensor do not overwrite each other", () => {
  const both = elementwiseMany("both", (s: Scalars, a: Expression, b: Expression) => [
    s.add(a, 1),
    s.add(b, 2),
  ]);
  const v = tensor([0]);
  const [first, second] = both.consuming([v, v], [0, 1]);
  expect([first!.item(), second!.item()]).toEqual([1, 2]);
  expect(v.disposed).toBe(true);
});

test("a whole number outside of int32 is a float next to ints", () => {
  const x = maximum(tensor([5], { dtype: "int32" }), 3e9);
  expect([x.dtype, x.item()]).toEqual(["float32", 3e9]);
});

test("a scope does not keep references to disposed tensors", () => {
  scope(() => {
    const owner = zeros([1]).owner!;
    for (let i = 0; i < 1000; i++) zeros([1]).dispose();
    expect(owner.contents.length).toBe(1);
    expect(memory().tensors).toBeGreaterThan(0);
  });
});
