/** How many places an axis has before and after it is enlarged. */
export interface Axis {
  readonly before: number;
  readonly after: number;
  /** The wanted ratio of the two, of which `after` may have been rounded. */
  readonly factor: number;
}

/** Where the places of an enlarged axis lie in the one that it is made of. */
export interface Places {
  /** The place at or before each. */
  readonly lower: Int32Array<ArrayBuffer>;
  /** The next one, or the last; undefined where values are taken as they are. */
  readonly upper?: Int32Array<ArrayBuffer>;
  /** How far each lies from `lower` towards `upper`, in [0, 1). */
  readonly fraction?: Float64Array<ArrayBuffer>;
}

/** Where in the axis before lies what lies at `place` in the one after; exact where whole numbers are. */
function sourceOf(place: number, { before, after, factor }: Axis): number {
  return factor === after / before ? (place * before) / after : place / factor;
}

/** The place that each one repeats: ⌊i/factor⌋. */
export function nearestPlaces(axis: Axis): Places {
  const last = axis.before - 1;
  return {
    lower: Int32Array.from({ length: axis.after }, (_, i) => Math.min(Math.floor(sourceOf(i, axis)), last)),
  };
}

/**
 * The two places that each one lies between: at max(0, (i + ½)/factor − ½), or with corners aligned at
 * i·(before − 1)/(after − 1).
 */
export function linearPlaces(axis: Axis, alignCorners: boolean): Places {
  const { before, after } = axis;
  const last = before - 1;
  const aligned = (i: number): number => (after > 1 ? (i * last) / (after - 1) : 0);
  const at = Float64Array.from({ length: after }, (_, i) =>
    alignCorners ? aligned(i) : Math.max(0, sourceOf(i + 0.5, axis) - 0.5),
  );
  const lower = Int32Array.from(at, (place) => Math.min(Math.floor(place), last));
  return {
    lower,
    upper: lower.map((place) => Math.min(place + 1, last)),
    fraction: at.map((place, i) => Math.min(place - lower[i]!, 1)),
  };
}
