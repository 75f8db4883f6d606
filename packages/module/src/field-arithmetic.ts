import type { Window2d } from "@cambium/tensor";
import type { ReceptiveField } from "./receptive-field.ts";

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
