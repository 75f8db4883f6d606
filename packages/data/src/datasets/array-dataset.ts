import { type DType, formatShape, type Shape, ShapeError, sizeOf, type TypedArray } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { isNumeric, kindOf } from "../batching/stacking.ts";
import { checkIndex } from "./dataset.ts";
import type { Example, Examples } from "./examples.ts";
import type { Layout, NumericArray, Value } from "./values.ts";

/** Values of one field of all samples. */
export interface Column {
  /** Values of all samples, concatenated. The array is not copied. */
  readonly data: NumericArray;
  /** Shape of the value of one sample. Default: [], a number. */
  readonly shape?: Shape;
  /** Element type of a batch. Default: float32 for floating-point arrays, int32 for integer arrays. */
  readonly dtype?: DType;
}

/**
 * Data set from two typed arrays, such as the rows of a table and their targets.
 *
 * @example
 * const flowers = new ArrayDataset({
 *   x: { data: Float32Array.of(5.1, 3.5, 1.4, 0.2, 6.3, 3.3, 6, 2.5), shape: [4] },
 *   y: { data: Int32Array.of(0, 2) },
 * });
 */
export class ArrayDataset implements Examples {
  /** Number of samples. */
  readonly length: number;
  readonly x: Layout;
  readonly y: Layout;
  readonly #x: NumericArray;
  readonly #y: NumericArray;

  /**
   * @throws {ShapeError} If the length of an array is not a multiple of the size of a value, or x and y differ in number.
   * @throws {TypeError} If `data` is not a typed array.
   */
  constructor(columns: { readonly x: Column; readonly y: Column }) {
    checkOptions("ArrayDataset", columns, ["x", "y"]);
    const { x, y } = columns;
    this.length = countValues("x", x);
    const targets = countValues("y", y);
    if (targets !== this.length) {
      throw new ShapeError(
        `ArrayDataset: x and y do not fit: x holds ${this.length} examples, y ${targets}. Give one target for each.`,
      );
    }
    this.x = layout(x);
    this.y = layout(y);
    this.#x = x.data;
    this.#y = y.data;
  }

  /** Returns one sample. Its arrays share memory with those of the constructor. */
  get(index: number): Example {
    checkIndex("get", index, this.length);
    return { x: value(this.#x, this.x.shape, index), y: value(this.#y, this.y.shape, index) };
  }

  fill(indices: Uint32Array, x: TypedArray, y: TypedArray): void {
    copyRows(this.#x, sizeOf(this.x.shape), indices, x);
    copyRows(this.#y, sizeOf(this.y.shape), indices, y);
  }
}

function countValues(name: "x" | "y", column: Column): number {
  checkColumn(name, column);
  const { data, shape = [] } = column;
  const size = sizeOf(shape);
  if (size > 0 && data.length % size === 0) return data.length / size;
  throw new ShapeError(
    `ArrayDataset: ${name} does not divide into examples: ${data.length} numbers, ${size} for each of shape ` +
      `${formatShape(shape)}. Give the shape of one example, without their number.`,
  );
}

function checkColumn(name: "x" | "y", column: Column): void {
  if (isNumeric(column?.data)) return;
  const found = typeof column?.data === "object" ? column.data : column;
  throw new TypeError(
    `ArrayDataset: ${name} must be { data, shape }, data a typed array: it is ${kindOf(found)}. Give ` +
      "{ data: Float32Array.from(rows.flat()), shape: [columns] }; of a tensor, { data: x.dataSync(), shape: x.shape.slice(1) }.",
  );
}

function layout({ data, shape = [], dtype }: Column): Layout {
  const isFloat = data instanceof Float32Array || data instanceof Float64Array;
  return { shape: [...shape], dtype: dtype ?? (isFloat ? "float32" : "int32") };
}

function value(data: NumericArray, shape: Shape, index: number): Value {
  if (shape.length === 0) return data[index] as number;
  const size = sizeOf(shape);
  return data.subarray(index * size, (index + 1) * size);
}

function copyRows(data: NumericArray, size: number, indices: Uint32Array, out: TypedArray): void {
  indices.forEach((index, position) => {
    for (let i = 0; i < size; i++) out[position * size + i] = data[index * size + i] as number;
  });
}
