import type { Shape } from "@cambium/tensor";

/** A dense shape as three dimensions: elements before an axis, along it, and after it. */
export interface Middle {
  readonly outer: number;
  readonly count: number;
  readonly inner: number;
}

/** Splits a shape at an axis. */
export function around(shape: Shape, axis: number): Middle {
  let outer = 1;
  for (let d = 0; d < axis; d++) outer *= shape[d]!;
  let inner = 1;
  for (let d = axis + 1; d < shape.length; d++) inner *= shape[d]!;
  return { outer, count: shape[axis]!, inner };
}
