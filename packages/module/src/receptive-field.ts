import type { Window2d } from "@cambium/tensor";

/**
 * Receptive field of a result of convolutions and pooling: the part of the input that each element depends on.
 *
 * Row i of the result depends on the rows start[0] + i·stride[0] … start[0] + i·stride[0] + size[0] − 1 of the input, and
 * columns likewise. Sequences count as images of one row.
 */
export interface ReceptiveField {
  /** Rows and columns of the input that one element of the result depends on. */
  readonly size: readonly [height: number, width: number];
  /** Rows and columns of the input between the fields of adjacent elements of the result. */
  readonly stride: readonly [height: number, width: number];
  /** First row and column in the field of the first element, negative if it begins in the padding. */
  readonly start: readonly [top: number, left: number];
}

type TwoNumbers = readonly [number, number];

/** A number for rows and one for columns. */
function perAxis(of: (axis: 0 | 1) => number): TwoNumbers {
  return [of(0), of(1)];
}

/** Receptive field of the input itself. */
export const ofInput: ReceptiveField = { size: [1, 1], stride: [1, 1], start: [0, 0] };

/** Receptive field of a window over elements whose receptive field is known. */
export function through({ size, stride, start }: ReceptiveField, window: Window2d): ReceptiveField {
  const { kernel, dilation, padding } = window;
  return {
    size: perAxis((i) => size[i] + dilation[i] * (kernel[i] - 1) * stride[i]),
    stride: perAxis((i) => stride[i] * window.stride[i]),
    start: perAxis((i) => start[i] - padding[i] * stride[i]),
  };
}

/** Smallest field that covers both; undefined if their strides differ. */
export function covering(a: ReceptiveField, b: ReceptiveField): ReceptiveField | undefined {
  if (a.stride[0] !== b.stride[0] || a.stride[1] !== b.stride[1]) return undefined;
  const start = perAxis((i) => Math.min(a.start[i], b.start[i]));
  const stop = perAxis((i) => Math.max(a.start[i] + a.size[i], b.start[i] + b.size[i]));
  return { size: perAxis((i) => stop[i] - start[i]), stride: a.stride, start };
}
