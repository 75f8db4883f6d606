import type { Window2d } from "@cambium/tensor";

/**
 * The part of an input image that decides the places of a result, if windows lead from one to the other: row i of the
 * result sees the rows start[0] + i·stride[0] … start[0] + i·stride[0] + size[0] − 1 of the input, columns likewise.
 * Of sequences, columns are the places, and there is one row.
 */
export interface ReceptiveField {
  /** Rows and columns that one place of the result sees. */
  readonly size: readonly [height: number, width: number];
  /** Rows and columns that this part moves from one place of the result to the next. */
  readonly stride: readonly [height: number, width: number];
  /** The first row and column that the first place sees; negative where it begins in a padding. */
  readonly start: readonly [top: number, left: number];
}

type TwoNumbers = readonly [number, number];

/** A number for rows and one for columns. */
function perAxis(of: (axis: 0 | 1) => number): TwoNumbers {
  return [of(0), of(1)];
}

/** What each place of the input itself sees of it. */
export const ownPlace: ReceptiveField = { size: [1, 1], stride: [1, 1], start: [0, 0] };

/** What is seen through a window on places that see `field` themselves. */
export function through({ size, stride, start }: ReceptiveField, window: Window2d): ReceptiveField {
  const { kernel, dilation, padding } = window;
  return {
    size: perAxis((i) => size[i] + dilation[i] * (kernel[i] - 1) * stride[i]),
    stride: perAxis((i) => stride[i] * window.stride[i]),
    start: perAxis((i) => start[i] - padding[i] * stride[i]),
  };
}

/** The smallest field that covers both; undefined if they move apart from place to place. */
export function covering(a: ReceptiveField, b: ReceptiveField): ReceptiveField | undefined {
  if (a.stride[0] !== b.stride[0] || a.stride[1] !== b.stride[1]) return undefined;
  const start = perAxis((i) => Math.min(a.start[i], b.start[i]));
  const stop = perAxis((i) => Math.max(a.start[i] + a.size[i], b.start[i] + b.size[i]));
  return { size: perAxis((i) => stop[i] - start[i]), stride: a.stride, start };
}
