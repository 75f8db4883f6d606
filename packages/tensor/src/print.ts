import type { DType, TypedArray } from "./dtype.ts";
import { denseStrides, formatShape, type Shape } from "./shape.ts";

/** Tensors with more elements are abbreviated to EDGE elements at each end of a dimension. */
const THRESHOLD = 1000;
const EDGE = 3;

/** Returns the function that writes one element, in the same format for all elements of a tensor. */
function elementFormatter(shown: readonly number[], dtype: DType): (value: number) => string {
  if (dtype === "bool") return (value) => (value ? "true" : "false");
  const point = dtype === "int32" ? "" : ".";
  const magnitudes = shown.filter(Number.isFinite).map(Math.abs);
  const whole = dtype === "int32" || magnitudes.every((value) => Number.isInteger(value) && value < 1e8);
  const scientific = magnitudes.some((value) => value >= 1e6 || (value > 0 && value < 1e-4));
  return (value) => {
    if (!Number.isFinite(value)) return String(value).replace("Infinity", "inf").toLowerCase();
    if (whole) return `${value}${point}`;
    return scientific ? value.toExponential(4) : value.toFixed(4);
  };
}

/** Indices of a dimension that are shown; -1 stands for those left out. */
function shownIndices(size: number, abbreviate: boolean): number[] {
  if (!abbreviate || size <= 2 * EDGE) return Array.from({ length: size }, (_, i) => i);
  return [0, 1, 2, -1, size - 3, size - 2, size - 1];
}

/** Writes a tensor as NumPy does: aligned columns and abbreviated long dimensions, then its shape and dtype. */
export function format(data: TypedArray, shape: Shape, dtype: DType): string {
  const strides = denseStrides(shape);
  const abbreviate = data.length > THRESHOLD;
  const shown: number[] = [];
  const collect = (axis: number, offset: number): void => {
    if (axis === shape.length) shown.push(data[offset] as number);
    else
      for (const i of shownIndices(shape[axis] as number, abbreviate))
        if (i >= 0) collect(axis + 1, offset + i * (strides[axis] as number));
  };
  if (data.length > 0) collect(0, 0);
  const element = elementFormatter(shown, dtype);
  const width = shown.reduce((widest, value) => Math.max(widest, element(value).length), 0);
  const write = (axis: number, offset: number, indent: string): string => {
    if (axis === shape.length)
      return element(data[offset] as number).padStart(shape.length === 0 ? 0 : width);
    const rows = shownIndices(shape[axis] as number, abbreviate).map((i) =>
      i < 0 ? "…" : write(axis + 1, offset + i * (strides[axis] as number), `${indent} `),
    );
    const separator = axis === shape.length - 1 ? ", " : `,${"\n".repeat(shape.length - 1 - axis)}${indent} `;
    return `[${rows.join(separator)}]`;
  };
  const values = write(0, 0, " ".repeat("Tensor(".length));
  return `Tensor(${values}, shape ${formatShape(shape)}, ${dtype})`;
}
