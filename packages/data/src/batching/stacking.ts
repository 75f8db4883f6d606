import { type DType, formatShape, type Shape, sameShape, sizeOf, type TypedArray } from "@cambium/tensor";
import type { Layout, NumericArray, Sample, ShapedValue, Value } from "../datasets/values.ts";
import { DataError } from "../errors.ts";

/** Values of one field of a batch, before they become a tensor. */
export interface Stacked {
  readonly values: TypedArray;
  /** Shape of one value. */
  readonly shape: Shape;
  readonly dtype: DType;
}

const arrays: { readonly [D in DType]: new (length: number) => TypedArray } = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  bool: Uint8Array,
};

/** Allocates an array for `count` values of a layout. */
export function room({ shape, dtype }: Layout, count: number): TypedArray {
  return new arrays[dtype](count * sizeOf(shape));
}

/**
 * Stacks one field of samples.
 *
 * @param layout Layout of the result. Default: that of the first value. Bytes with a shape are images and become float32 in
 * [0, 1]; other arrays become float32 or int32; a number becomes float32 in x, and int32, a class index, in y.
 * @throws {DataError} If a value is not numeric or has another shape, or a fraction is found where a class is expected.
 */
export function stackField(
  field: "x" | "y",
  samples: readonly Sample[],
  indices: ArrayLike<number>,
  layout?: Partial<Layout>,
): Stacked {
  const first = samples[0]?.[field] ?? 0;
  checkNumbers(field, first, indices[0] as number);
  const shape = layout?.shape ?? shapeOf(first);
  const dtype = layout?.dtype ?? dtypeOf(field, first);
  const values = room({ shape, dtype }, samples.length);
  samples.forEach((sample, position) => {
    const value = sample[field];
    checkNumbers(field, value, indices[position] as number);
    checkShape(field, value, shape, indices[position] as number);
    if (dtype === "int32") checkWhole(field, value, indices[position] as number);
    write(value, values, position * sizeOf(shape), dtype);
  });
  return { values, shape, dtype };
}

function isShaped(value: Value | ShapedValue): value is ShapedValue {
  return typeof value !== "number" && "shape" in value;
}

export function shapeOf(value: Value | ShapedValue): Shape {
  if (typeof value === "number") return [];
  return isShaped(value) ? value.shape : [value.length];
}

export function numbersOf(value: Value | ShapedValue): ArrayLike<number> {
  if (typeof value === "number") return [value];
  return isShaped(value) ? value.data : value;
}

function isImageOfBytes(value: Value | ShapedValue): value is ShapedValue {
  return isShaped(value) && isBytes(value.data) && value.shape.length === 3;
}

export function isBytes(data: NumericArray): boolean {
  return data instanceof Uint8Array || data instanceof Uint8ClampedArray;
}

function dtypeOf(field: "x" | "y", value: Value | ShapedValue): DType {
  if (typeof value === "number") return field === "x" ? "float32" : "int32";
  const data = isShaped(value) ? value.data : value;
  const isFloat = data instanceof Float32Array || data instanceof Float64Array || isImageOfBytes(value);
  return isFloat ? "float32" : "int32";
}

/** Refuses values that are not numeric. A tensor, for example, would otherwise become zeros. */
export function checkNumbers(field: "x" | "y", value: unknown, index: number): void {
  if (typeof value === "number" || isNumeric(value)) return;
  const { data, shape } = (value ?? {}) as Partial<ShapedValue>;
  if (!isNumeric(data) || !Array.isArray(shape)) {
    throw new DataError(
      `loader: ${field} of sample ${index} does not consist of numbers: it is ${kindOf(value)}. Give a number, a typed array or ` +
        "{ data, shape }; of a tensor, { data: x.dataSync(), shape: x.shape }.",
    );
  }
  if (data.length === sizeOf(shape)) return;
  throw new DataError(
    `loader: ${field} of sample ${index} does not fill its shape: ${data.length} numbers, ${formatShape(shape)} needs ` +
      `${sizeOf(shape)}. Give both of one value.`,
  );
}

export function isNumeric(value: unknown): value is NumericArray {
  const isArray = ArrayBuffer.isView(value) && !(value instanceof DataView);
  return isArray && !(value instanceof BigInt64Array) && !(value instanceof BigUint64Array);
}

export function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return `of class ${value.constructor?.name ?? "none"}`;
}

/** Refuses a value of another shape. An array without a shape fits any shape with the same number of elements. */
export function checkShape(field: "x" | "y", value: Value | ShapedValue, shape: Shape, index: number): void {
  const found = shapeOf(value);
  if (sameShape(found, shape)) return;
  if (!isShaped(value) && sizeOf(found) === sizeOf(shape)) return;
  throw new DataError(
    `loader: samples do not stack: ${field} of sample ${index} has shape ${formatShape(found)}, not ` +
      `${formatShape(shape)}. Make all alike with map: resize or crop images.`,
  );
}

function checkWhole(field: "x" | "y", value: Value | ShapedValue, index: number): void {
  if (typeof value !== "number" || Number.isInteger(value)) return;
  throw new DataError(
    `loader: a class is not a whole number: ${field} of sample ${index} is ${value}. ` +
      `Of other numbers, say so: ${field}: { shape: [], dtype: "float32" }.`,
  );
}

function write(value: Value | ShapedValue, out: TypedArray, start: number, dtype: DType): void {
  if (typeof value === "number") out[start] = value;
  else if (isImageOfBytes(value) && (dtype === "float32" || dtype === "float64")) {
    const { data } = value;
    for (let i = 0; i < data.length; i++) out[start + i] = brightness[data[i] as number] as number;
  } else out.set(numbersOf(value), start);
}

/** value / 255 for each byte. */
export const brightness: Float64Array = /* @__PURE__ */ Float64Array.from(
  { length: 256 },
  (_, byte) => byte / 255,
);
