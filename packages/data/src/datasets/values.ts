import type { DType, Shape } from "@cambium/tensor";

/** Arrays that hold the numbers of a data set. */
export type NumericArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array;

/** A number, or the numbers of an array in row-major order. */
export type Value = number | NumericArray;

/** What becomes of the values in a batch. */
export interface Layout {
  /** Sizes of one example's value; [] for a number. A batch of N has shape [N, ...shape]. */
  readonly shape: Shape;
  /** Element type of a batch. */
  readonly dtype: DType;
}

/** Numbers with their sizes; an image, for example. */
export interface ShapedValue {
  /** The numbers in row-major order. */
  readonly data: NumericArray;
  /** Sizes of the dimensions. */
  readonly shape: Shape;
}

/** A sample that a loader stacks: an input and its target, each a number, an array of one dimension, or of any shape. */
export interface Sample {
  /** The input. */
  readonly x: Value | ShapedValue;
  /** The target. */
  readonly y: Value | ShapedValue;
}
