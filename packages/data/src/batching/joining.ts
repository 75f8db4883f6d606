import { formatShape, type Shape, sameShape, sizeOf } from "@cambium/tensor";
import type { Layout, NumericArray, Sample, ShapedValue } from "../datasets/values.ts";
import { DataError } from "../errors.ts";
import {
  brightness,
  checkNumbers,
  checkShape,
  isBytes,
  isNumeric,
  kindOf,
  numbersOf,
  room,
  type Stacked,
  shapeOf,
} from "./stacking.ts";

/**
 * Concatenates one field of samples without converting arrays: bytes stay bytes. Plain numbers become float32 in x; in y they
 * become int32 if all are integers, and float32 otherwise.
 *
 * @throws {DataError} If a value is not numeric, or its shape differs from that of the first value.
 */
export function joinField(
  field: "x" | "y",
  samples: readonly Sample[],
  indices: ArrayLike<number>,
): ShapedValue {
  const values = samples.map((sample, position) => {
    checkNumbers(field, sample[field], indices[position] as number);
    return sample[field];
  });
  const first = values[0] ?? 0;
  const shape = shapeOf(first);
  const Kind = typeof first === "number" ? kindForNumbers(field, values) : kindOfArray(numbersOf(first));
  const size = sizeOf(shape);
  const data = new Kind(size * values.length);
  values.forEach((value, position) => {
    checkShape(field, value, shape, indices[position] as number);
    data.set(numbersOf(value), size * position);
  });
  return { data, shape: [values.length, ...shape] };
}

type Kind = new (length: number) => NumericArray;

function kindForNumbers(field: "x" | "y", values: readonly unknown[]): Kind {
  return field === "y" && values.every(Number.isInteger) ? Int32Array : Float32Array;
}

function kindOfArray(values: ArrayLike<number>): Kind {
  return values.constructor as Kind;
}

/**
 * Converts one field of a changed batch to the values of a tensor. The result is a copy, so the caller may reuse its memory.
 *
 * @param layout Expected layout. Default: float32 for floating-point arrays and images of bytes, int32 otherwise.
 * @throws {DataError} If it does not have one value for each sample.
 */
export function separateField(
  field: "x" | "y",
  joined: ShapedValue | undefined,
  count: number,
  layout?: Layout,
): Stacked {
  checkJoined(field, joined, count, layout);
  const { data } = joined;
  const shape = joined.shape.slice(1);
  const isImages = isBytes(data) && shape.length === 3;
  const isFloat = data instanceof Float32Array || data instanceof Float64Array || isImages;
  const dtype = layout?.dtype ?? (isFloat ? "float32" : "int32");
  const values = room({ shape, dtype }, count);
  if (!isImages || dtype === "int32") values.set(data);
  else for (let i = 0; i < data.length; i++) values[i] = brightness[data[i] as number] as number;
  return { values, shape, dtype };
}

function checkJoined(
  field: "x" | "y",
  joined: ShapedValue | undefined,
  count: number,
  layout: Layout | undefined,
): asserts joined is ShapedValue {
  const { data, shape } = (joined ?? {}) as Partial<ShapedValue>;
  if (!isNumeric(data) || !Array.isArray(shape)) {
    throw new DataError(
      `mapBatches: ${field} of a changed batch is not { data, shape } of numbers, but ${kindOf(joined)}. ` +
        "Return { x: { data, shape }, y: { data, shape } }.",
    );
  }
  const wanted: Shape = [count, ...(layout?.shape ?? shape.slice(1))];
  if (sameShape(shape, wanted) && data.length === sizeOf(shape)) return;
  throw new DataError(
    `mapBatches: ${field} of a changed batch does not fit: shape ${formatShape(shape)} with ${data.length} numbers, wanted ` +
      `${formatShape(wanted)} with ${sizeOf(wanted)}. Keep the number of samples.`,
  );
}
