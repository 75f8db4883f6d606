import { type DType, type ReduceOp, Rng, type View } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import {
  allDTypes,
  asStored,
  elementsOf,
  firstDifference,
  floats,
  numbers,
  outputView,
  pick,
  positions,
  randomShape,
  randomView,
  tolerance,
  viewOf,
} from "./cases.ts";

const empty: Record<ReduceOp, (dtype: DType) => number> = {
  sum: () => 0,
  mean: () => 0,
  prod: () => 1,
  max: (dtype) => (dtype === "int32" ? -(2 ** 31) : dtype === "bool" ? 0 : -Infinity),
  min: (dtype) => (dtype === "int32" ? 2 ** 31 - 1 : dtype === "bool" ? 1 : Infinity),
};

const combine: Record<ReduceOp, (a: number, b: number, dtype: DType) => number> = {
  sum: (a, b, dtype) => (dtype === "int32" ? (a + b) | 0 : a + b),
  mean: (a, b) => a + b,
  prod: (a, b, dtype) => (dtype === "int32" ? Math.imul(a, b) : a * b),
  max: (a, b) => Math.max(a, b),
  min: (a, b) => Math.min(a, b),
};

function naive(op: ReduceOp, x: View, axes: readonly number[]): number[] {
  const shape = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const values = elementsOf(x);
  const places = positions(x.shape);
  return positions(shape).map((at) => {
    const line = values.filter((_, i) =>
      at.every((k, axis) => axes.includes(axis) || places[i]![axis] === k),
    );
    const result = line.reduce((a, b) => combine[op](a, b, x.dtype), empty[op](x.dtype));
    return asStored(op === "mean" ? result / line.length : result, x.dtype);
  });
}

describe("reduce", () => {
  test.each(["sum", "mean", "prod", "max", "min"] as const)("%s over random axes of random views", (op) => {
    const rng = new Rng(3);
    for (let round = 0; round < 200; round++) {
      const shape = randomShape(rng, rng.int(5), 4);
      const axes = shape.map((_, axis) => axis).filter(() => rng.int(2) === 0);
      const dtype = pick(rng, op === "mean" ? floats : op === "max" || op === "min" ? allDTypes : numbers);
      const x = randomView(rng, shape, dtype);
      const out = outputView(
        rng,
        shape.map((size, axis) => (axes.includes(axis) ? 1 : size)),
        dtype,
      );
      referenceBackend.reduce(op, x, axes, out);
      const allowed = dtype === "float32" || dtype === "float64" ? 4 * tolerance(dtype) : 0;
      expect(firstDifference(elementsOf(out), naive(op, x, axes), allowed)).toBe(-1);
    }
  });

  test.each([[[0]], [[1]], [[0, 1]]])("long sums over %j stay exact", (axes) => {
    const x = viewOf(new Array<number>(700 * 900).fill(0.1), [700, 900], "float32");
    const shape = [axes.includes(0) ? 1 : 700, axes.includes(1) ? 1 : 900];
    const out = outputView(new Rng(1), shape, "float32");
    referenceBackend.reduce("sum", x, axes, out);
    const expected = Math.fround(((700 * 900) / (shape[0]! * shape[1]!)) * Math.fround(0.1));
    expect(new Set(elementsOf(out))).toEqual(new Set([expected]));
  });

  test("a NaN is the largest and the smallest", () => {
    const x = viewOf([1, Number.NaN, 3, 4], [2, 2], "float32");
    for (const op of ["max", "min"] as const) {
      const out = viewOf([0, 0], [2, 1], "float32");
      referenceBackend.reduce(op, x, [1], out);
      expect(elementsOf(out)).toEqual([Number.NaN, op === "max" ? 4 : 3]);
    }
  });
});
