import { formatShape, type Rng, ShapeError, sizeOf, type TypedArray } from "@cambium/tensor";
import type { Dataset } from "./dataset.ts";
import type { Layout, Value } from "./values.ts";

/** A sample to learn from: an input and the target that belongs to it. */
export interface Example {
  /** The input, with as many numbers as the layout `x` of its data set says. */
  readonly x: Value;
  /** The target, with as many numbers as the layout `y` says: a class index, for example. */
  readonly y: Value;
}

/** A data set of examples that stack into tensors, because all have the same layout. */
export interface Examples extends Dataset<Example> {
  /** Shape of one input, and element type of a batch of them. */
  readonly x: Layout;
  /** Shape of one target, and element type of a batch of them. */
  readonly y: Layout;
  /**
   * Writes the examples `indices` one after another into arrays that have just the room for them. Optional: the
   * fast way to do what `get` does one by one. The indices lie in [0, length).
   */
  fill?(indices: Uint32Array, x: TypedArray, y: TypedArray): void;
}

/** Tells a data set whose examples stack, because it states their layouts. */
export function isExamples(dataset: Dataset<unknown>): dataset is Examples {
  return "x" in dataset && "y" in dataset;
}

/** What to say of samples that come without a layout, from files or from `map` for example, where one is needed. */
export function withoutLayout(op: string, advice: string): TypeError {
  return new TypeError(
    `${op}: the data set states no layouts x and y: its samples may come later or differ. ${advice}`,
  );
}

/**
 * Writes examples one after another, the fast way where the data set has one.
 *
 * @param rng Examples made at random draw from forks of it by their index.
 * @throws {ShapeError} If a value has another number of elements than its layout.
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
