import { arange, DisposedError, full, reshape, slice, type Tensor, tensor, zeros } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

const lines = (...text: string[]): string => text.join("\n");

const cases: [what: string, x: () => Tensor, text: string][] = [
  ["a scalar", () => tensor(3), "Tensor(3., shape [], float32)"],
  ["a float64", () => tensor(1.23456789, { dtype: "float64" }), "Tensor(1.2346, shape [], float64)"],
  ["whole floats", () => tensor([1, 2, 3]), "Tensor([1., 2., 3.], shape [3], float32)"],
  ["ints", () => tensor([1, -20], { dtype: "int32" }), "Tensor([  1, -20], shape [2], int32)"],
  ["bools", () => tensor([true, false]), "Tensor([ true, false], shape [2], bool)"],
  ["one NaN", () => full([], Number.NaN), "Tensor(nan, shape [], float32)"],
  [
    "small, large and infinite numbers",
    () => tensor([1e-7, 1, Number.NaN, Infinity, -Infinity]),
    "Tensor([1.0000e-7, 1.0000e+0,       nan,       inf,      -inf], shape [5], float32)",
  ],
  ["huge whole floats", () => tensor([2e30, 3]), "Tensor([2.0000e+30,  3.0000e+0], shape [2], float32)"],
  [
    "a matrix, aligned",
    () =>
      tensor([
        [1, 2.5],
        [-3, 4],
      ]),
    lines("Tensor([[ 1.0000,  2.5000],", "        [-3.0000,  4.0000]], shape [2, 2], float32)"),
  ],
  [
    "three dimensions, with a line between matrices",
    () => reshape(arange(1, 9), [2, 2, 2]),
    lines(
      "Tensor([[[1, 2],",
      "         [3, 4]],",
      "",
      "        [[5, 6],",
      "         [7, 8]]], shape [2, 2, 2], int32)",
    ),
  ],
  ["nothing", () => zeros([0, 3]), "Tensor([], shape [0, 3], float32)"],
  ["rows of nothing", () => zeros([2, 0]), lines("Tensor([[],", "        []], shape [2, 0], float32)")],
  [
    "a long vector, abbreviated",
    () => arange(0, 1001),
    "Tensor([   0,    1,    2, …,  998,  999, 1000], shape [1001], int32)",
  ],
  [
    "a long matrix, abbreviated in the dimension that is long",
    () => reshape(arange(0, 2000), [500, 4]),
    lines(
      "Tensor([[   0,    1,    2,    3],",
      "        [   4,    5,    6,    7],",
      "        [   8,    9,   10,   11],",
      "        …,",
      "        [1988, 1989, 1990, 1991],",
      "        [1992, 1993, 1994, 1995],",
      "        [1996, 1997, 1998, 1999]], shape [500, 4], int32)",
    ),
  ],
];

describe("String(x)", () => {
  test.each(cases)("%s", (_, x, text) => {
    expect(String(x())).toBe(text);
  });

  test("a thousand elements are all shown", () => {
    expect(String(arange(0, 1000))).not.toContain("…");
  });

  test("more elements than a function takes arguments", () => {
    const x = full(new Array<number>(7).fill(7), 0.5);
    expect(String(x)).toContain("[0.5000, 0.5000, 0.5000, …, 0.5000, 0.5000, 0.5000]");
  });

  test("a tensor that was disposed", () => {
    const x = tensor([1, 2]);
    x.dispose();
    expect(String(x)).toBe("Tensor(disposed, shape [2], float32)");
  });

  test("console.log shows the same", () => {
    const x = tensor([1, 2]) as unknown as Record<symbol, () => string>;
    expect(x[Symbol.for("nodejs.util.inspect.custom")]!()).toBe("Tensor([1., 2.], shape [2], float32)");
  });
});

describe("JSON.stringify(x)", () => {
  test("writes nested arrays of the elements, of views as well", () => {
    const x = reshape(arange(0, 6), [2, 3]);
    expect(JSON.stringify({ x, y: slice(x, [null, 1]) })).toBe('{"x":[[0,1,2],[3,4,5]],"y":[1,4]}');
    expect(JSON.stringify(tensor([true, false]))).toBe("[true,false]");
    expect(JSON.stringify(tensor(0.5))).toBe("0.5");
  });

  test("writes null for what JSON cannot hold, as for arrays of numbers", () => {
    expect(JSON.stringify(tensor([1, Number.NaN, Infinity]))).toBe("[1,null,null]");
  });

  test("does not read a tensor that was disposed", () => {
    const x = tensor([1, 2]);
    x.dispose();
    expect(() => JSON.stringify(x)).toThrow(DisposedError);
  });
});
