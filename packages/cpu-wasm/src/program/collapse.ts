import type { Shape, View } from "@cambium/tensor";
import type { WasmStorage } from "../storage.ts";

/** Several views of one shape as nested loops, with as few dimensions as possible. Strides are in elements. */
export interface Loops {
  /** Sizes from the innermost dimension outwards. There is at least one, and no other is 1. */
  readonly sizes: readonly number[];
  /** Strides of all views, for each dimension. */
  readonly strides: readonly (readonly number[])[];
}

/**
 * Joins neighboring dimensions that are contiguous in every view, and drops those of size 1.
 *
 * @param views Views of the shape. A row-major view that the loops write to is called `dense`.
 */
export function collapse(shape: Shape, views: readonly View<WasmStorage>[]): Loops {
  const sizes: number[] = [];
  const strides: number[][] = [];
  for (let d = shape.length - 1; d >= 0; d--) {
    const size = shape[d]!;
    if (size === 1) continue;
    const last = sizes.length - 1;
    const joins =
      last >= 0 && views.every((view, k) => view.strides[d] === strides[last]![k]! * sizes[last]!);
    if (joins) sizes[last]! *= size;
    else {
      sizes.push(size);
      strides.push(views.map((view) => view.strides[d]!));
    }
  }
  if (sizes.length === 0) return { sizes: [1], strides: [views.map(() => 1)] };
  return { sizes, strides };
}
