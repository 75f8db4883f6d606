import {
  add,
  concat,
  cumsum,
  matmul,
  type Sorted,
  sort,
  sum,
  type Tensor,
  tensor,
  where,
} from "@cambium/tensor";
import { describe, expect, expectTypeOf, test } from "vitest";

const x = tensor([
  [1, 2],
  [3, 4],
]);
const w = tensor([[1], [10]]);

/** Overloads, as functions of users may have them. */
function scaled(x: Tensor): Tensor;
function scaled(x: Tensor, factor: number, unit: string): string;
function scaled(x: Tensor, factor = 1, unit?: string): Tensor | string {
  return unit === undefined ? x : `${x.item() * factor} ${unit}`;
}

/** A generic function keeps what it infers. */
const pair = <T>(x: Tensor, other: T): [Tensor, T] => [x, other];

describe("x.pipe(op, …rest) is op(x, …rest)", () => {
  test("a chain reads in the order in which it runs", () => {
    const chained = x.pipe(matmul, w).pipe(add, 0.5).pipe(sum, 1);
    expect(chained.toArray()).toEqual(sum(add(matmul(x, w), 0.5), 1).toArray());
  });

  test("optional arguments may be left out or passed", () => {
    expect(x.pipe(sum).item()).toBe(10);
    expect(x.pipe(sum, [0, 1], { keepDim: true }).shape).toEqual([1, 1]);
    expect(x.pipe(cumsum, 0).toArray()).toEqual([
      [1, 2],
      [4, 6],
    ]);
  });

  test("functions of one's own, also those that do not return a tensor", () => {
    expect(x.pipe((input) => concat([input, input], 0)).shape).toEqual([4, 2]);
    expect(x.pipe(sum).pipe((total) => total.item())).toBe(10);
    expect(tensor(2).pipe(scaled, 3, "m")).toBe("6 m");
  });

  test("errors come from the op", () => {
    expect(() => x.pipe(matmul, tensor([[1, 2, 3]]))).toThrow(/^matmul: /);
  });
});

test("pipe has the types of the function that it calls", () => {
  expectTypeOf(() => x.pipe(matmul, w)).returns.toEqualTypeOf<Tensor>();
  expectTypeOf(() => x.pipe(sort, 0, { descending: true })).returns.toEqualTypeOf<Sorted>();
  expectTypeOf(() => x.pipe(where, 1, w)).returns.toEqualTypeOf<Tensor>();
  expectTypeOf(() => x.pipe((input) => input.shape)).returns.toEqualTypeOf<readonly number[]>();
  expectTypeOf(() => x.pipe(scaled, 3, "m")).returns.toEqualTypeOf<string>();
  expectTypeOf(() => x.pipe(pair, "name")).returns.toEqualTypeOf<[Tensor, string]>();
  expectTypeOf(() => x.pipe(scaled)).returns.toEqualTypeOf<Tensor>();
  // @ts-expect-error no overload has a factor without a unit
  expect(x.pipe(scaled, 3)).toBe(x);
  // @ts-expect-error matmul needs a second matrix
  expect(() => x.pipe(matmul)).toThrow(TypeError);
  // @ts-expect-error dim is a number, not an option
  expect(() => x.pipe(sum, { dim: 1 })).toThrow(TypeError);
  // @ts-expect-error an op's name is not the op
  expect(() => x.pipe("sum")).toThrow(TypeError);
  // @ts-expect-error concat takes an array of tensors first
  expect(() => x.pipe(concat, 0)).toThrow(TypeError);
  expect(x.pipe(scaled)).toBe(x);
});
