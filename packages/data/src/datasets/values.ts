import type { DType, Shape } from "@cambium/tensor";

/** Arrays that store the numbers of a data set. */
export type NumericArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array;

/** A number, or the elements of an array in row-major order. */
export type Value = number | NumericArray;

/** Shape and element type of a field of a batch. */
export interface Layout {
  /** Shape of the value of one sample; [] for a number. A batch of N samples has shape [N, ...shape]. */
  readonly shape: Shape;
  /** Element type of a batch. */
  readonly dtype: DType;
}

/** Numbers with a shape; an image, for example. */
export interface ShapedValue {
  /** Elements in row-major order. */
  readonly data: NumericArray;
  /** Shape. */
  readonly shape: Shape;
}

/** A sample that a loader can stack: an input and a target, each a number, a one-dimensional array, or data with a shape. */
export interface Sample {
  /** Input. */
  readonly x: Value | ShapedValue;
  /** Target. */
  readonly y: Value | ShapedValue;
}
