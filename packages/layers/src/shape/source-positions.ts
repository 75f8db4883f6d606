/** Length of an axis before and after it is resized. */
export interface Axis {
  readonly before: number;
  readonly after: number;
  /** Requested ratio of the lengths, from which `after` may have been rounded. */
  readonly factor: number;
}

/** Source positions of the elements of a resized axis. */
export interface Positions {
  /** Index at or before each position. */
  readonly lower: Int32Array<ArrayBuffer>;
  /** Next index, or the last one; undefined if values are copied without interpolation. */
  readonly upper?: Int32Array<ArrayBuffer>;
  /** Distance of each position from `lower` in the direction of `upper`, in [0, 1). */
  readonly fraction?: Float64Array<ArrayBuffer>;
}

/** Position before resizing of a position after it; exact if the ratio of the lengths is the factor. */
function sourceOf(position: number, { before, after, factor }: Axis): number {
  return factor === after / before ? (position * before) / after : position / factor;
}

/** Index that each element repeats: ⌊i/factor⌋. */
export function nearestPositions(axis: Axis): Positions {
  const last = axis.before - 1;
  return {
    lower: Int32Array.from({ length: axis.after }, (_, i) => Math.min(Math.floor(sourceOf(i, axis)), last)),
  };
}

/**
 * The two indices around each position: max(0, (i + ½)/factor − ½), or with corners aligned
 * i·(before − 1)/(after − 1).
 */
export function linearPositions(axis: Axis, alignCorners: boolean): Positions {
  const { before, after } = axis;
  const last = before - 1;
  const aligned = (i: number): number => (after > 1 ? (i * last) / (after - 1) : 0);
  const at = Float64Array.from({ length: after }, (_, i) =>
    alignCorners ? aligned(i) : Math.max(0, sourceOf(i + 0.5, axis) - 0.5),
  );
  const lower = Int32Array.from(at, (position) => Math.min(Math.floor(position), last));
  return {
    lower,
    upper: lower.map((position) => Math.min(position + 1, last)),
    fraction: at.map((position, i) => Math.min(position - lower[i]!, 1)),
  };
}
