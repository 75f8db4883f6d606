import { formatShape, type Rng, ShapeError, sizeOf, type TypedArray } from "@cambium/tensor";
import type { Dataset } from "./dataset.ts";
import type { Layout, Value } from "./values.ts";

/** A sample for supervised learning: an input and its target. */
export interface Example {
  /** Input, with the number of elements of the layout `x`. */
  readonly x: Value;
  /** Target, with the number of elements of the layout `y`: a class index, for example. */
  readonly y: Value;
}

/** A data set whose samples all have the same layout, so that they stack into tensors. */
export interface Examples extends Dataset<Example> {
  /** Shape of one input, and element type of a batch of inputs. */
  readonly x: Layout;
  /** Shape of one target, and element type of a batch of targets. */
  readonly y: Layout;
  /**
   * Writes the samples `indices` into arrays of exactly their size. Optional: a faster alternative to calling `get` for each
   * sample. The indices are in [0, length).
   */
  fill?(indices: Uint32Array, x: TypedArray, y: TypedArray): void;
}

/** Reports whether a data set states the layouts of its samples. */
export function isExamples(dataset: Dataset<unknown>): dataset is Examples {
  return "x" in dataset && "y" in dataset;
}

/** Error for a function that needs layouts about a data set without them, such as that of `map` or `imageFolder`. */
export function withoutLayout(op: string, advice: string): TypeError {
  return new TypeError(
    `${op}: the data set states no layouts x and y: its samples may come later or differ. ${advice}`,
  );
}

/**
 * Writes samples into arrays, with `fill` if the data set has it.
 *
 * @param rng Random samples draw from forks of it by their index.
 * @throws {ShapeError} If a value does not have the number of elements of its layout.
 */
export function fillFrom(
  source: Examples,
  indices: Uint32Array,
  x: TypedArray,
  y: TypedArray,
  rng?: Rng,
): void {
  if (source.fill) source.fill(indices, x, y);
  else
    indices.forEach((index, position) => {
      const example = source.get(index, rng?.fork(index));
      put("x", example.x, source.x, index, x, position);
      put("y", example.y, source.y, index, y, position);
    });
}

function put(
  field: "x" | "y",
  value: Value,
  layout: Layout,
  index: number,
  out: TypedArray,
  position: number,
): void {
  const size = sizeOf(layout.shape);
  const length = typeof value === "number" ? 1 : value.length;
  if (length !== size) {
    throw new ShapeError(
      `batches: ${field} of example ${index} has ${length} elements, but its layout ${formatShape(layout.shape)} has ` +
        `${size}. Make get() return as many, or state another shape.`,
    );
  }
  if (typeof value === "number") out[position] = value;
  else out.set(value, position * size);
}
