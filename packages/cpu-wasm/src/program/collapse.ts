import type { Shape, View } from "@cambium/tensor";
import type { WasmStorage } from "../storage.ts";

/** Several views of one shape, as loops with as few dimensions as can be. Strides are in elements. */
export interface Loops {
  /** Sizes from the innermost dimension outwards; none is 1, but there is always one. */
  readonly sizes: readonly number[];
  /** For each dimension the strides of all views. */
  readonly strides: readonly (readonly number[])[];
}

/**
 * Joins neighboring dimensions over which every view moves on evenly, and drops those of size 1.
 *
 * @param views Views of the shape; a row-major view that the loops also write to is the one called `dense`.
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
