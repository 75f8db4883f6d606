import { ArrayDataset } from "@cambium/data";
import { ShapeError, tensor } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

const rows = Float32Array.of(1, 2, 3, 4, 5, 6);

describe("ArrayDataset", () => {
  test("gives rows of a table and their targets", () => {
    const table = new ArrayDataset({ x: { data: rows, shape: [2] }, y: { data: Uint8Array.of(0, 1, 2) } });
    expect(table.length).toBe(3);
    expect(table.get(1)).toEqual({ x: Float32Array.of(3, 4), y: 1 });
    expect(table.x).toEqual({ shape: [2], dtype: "float32" });
    expect(table.y).toEqual({ shape: [], dtype: "int32" });
  });

  test("takes other types and shapes of both", () => {
    const table = new ArrayDataset({
      x: { data: Float64Array.of(1, 2), dtype: "float64" },
      y: { data: rows, shape: [1, 3] },
    });
    expect(table.get(1)).toEqual({ x: 2, y: Float32Array.of(4, 5, 6) });
    expect(table.x).toEqual({ shape: [], dtype: "float64" });
    expect(table.y).toEqual({ shape: [1, 3], dtype: "float32" });
  });

  test("may be empty", () => {
    expect(
      new ArrayDataset({ x: { data: new Float32Array(), shape: [4] }, y: { data: new Int32Array() } }).length,
    ).toBe(0);
  });
});

describe("ArrayDataset refuses", () => {
  test("values that do not divide", () => {
    const text = (shape: string, size: number) =>
      `ArrayDataset: x does not divide into examples: 6 numbers, ${size} for each of shape ${shape}. ` +
      "Give the shape of one example, without their number.";
    const table = (shape: number[]) => () =>
      new ArrayDataset({ x: { data: rows, shape }, y: { data: Int32Array.of(0) } });
    expect(table([2, 2])).toThrow(new ShapeError(text("[2, 2]", 4)));
    expect(table([0])).toThrow(new ShapeError(text("[0]", 0)));
  });

  test("rows in rows, and tensors", () => {
    const y = { data: Int32Array.of(0, 1) };
    const text = (found: string) =>
      `ArrayDataset: x must be { data, shape }, data a typed array: it is ${found}. Give ` +
      "{ data: Float32Array.from(rows.flat()), shape: [columns] }; of a tensor, " +
      "{ data: x.dataSync(), shape: x.shape.slice(1) }.";
    for (const [x, found] of [
      [[[1], [2]], "of class Array"],
      [{ data: [1, 2] }, "of class Array"],
      [undefined, "undefined"],
      [tensor([1, 2]), "of class Tensor"],
    ] as const) {
      expect(() => new ArrayDataset({ x: x as never, y })).toThrow(new TypeError(text(found)));
    }
  });

  test("targets too few", () => {
    expect(
      () => new ArrayDataset({ x: { data: rows, shape: [2] }, y: { data: Int32Array.of(0, 1) } }),
    ).toThrow(
      new ShapeError("ArrayDataset: x and y do not fit: x holds 3 examples, y 2. Give one target for each."),
    );
  });

  test("an index out of range", () => {
    const table = new ArrayDataset({ x: { data: rows }, y: { data: rows } });
    expect(() => table.get(6)).toThrow(
      new RangeError("get: there is no sample 6: the data set has 6 samples. Use one in [0, 5]."),
    );
  });
});
