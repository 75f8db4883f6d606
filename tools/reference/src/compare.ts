import { formatShape } from "@cambium/tensor";
import type { Numbers } from "./operation.ts";

/** Accepted difference of a number from the wanted one: |got − wanted| ≤ atol + rtol·|wanted|. */
export interface Tolerance {
  /** Relative to the wanted number. */
  readonly rtol: number;
  /** Absolute. */
  readonly atol: number;
}

/** Of indices and masks. */
export const exact: Tolerance = { rtol: 0, atol: 0 };

/** The element that is furthest beyond the tolerance. */
interface Worst {
  /** Its index in each dimension. */
  readonly place: readonly number[];
  readonly got: number;
  readonly wanted: number;
}

/** Difference between a result and the wanted one. */
export interface Difference {
  /** In words, with the worst element. */
  readonly problem: string;
  /** Absent if shapes differ. */
  readonly worst?: Worst;
}

/** Excess of a difference over the tolerance: 0 or less if it is close. NaN and infinities must be equal. */
function excess(got: number, wanted: number, { rtol, atol }: Tolerance): number {
  if (got === wanted || Object.is(got, wanted)) return 0;
  if (!Number.isFinite(got) || !Number.isFinite(wanted)) return Number.POSITIVE_INFINITY;
  return Math.abs(got - wanted) - (atol + rtol * Math.abs(wanted));
}

/** The index in each dimension of element number `index`. */
function placeOf(index: number, { shape }: Numbers): number[] {
  let rest = index;
  const backwards = shape.toReversed().map((size) => {
    const along = rest % size;
    rest = Math.floor(rest / size);
    return along;
  });
  return backwards.reverse();
}

/** Difference of `got` from `wanted`, or undefined if the shapes are equal and every element is close. */
export function compare(got: Numbers, wanted: Numbers, tolerance: Tolerance): Difference | undefined {
  const shapes = [got, wanted].map(({ shape }) => formatShape(shape));
  if (shapes[0] !== shapes[1]) return { problem: `got the shape ${shapes[0]}, wanted ${shapes[1]}` };
  let [count, largest, at] = [0, 0, 0];
  for (let i = 0; i < wanted.data.length; i++) {
    const beyond = excess(got.data[i]!, wanted.data[i]!, tolerance);
    if (beyond > 0) count++;
    if (beyond > largest) [largest, at] = [beyond, i];
  }
  if (count === 0) return undefined;
  const worst = { place: placeOf(at, wanted), got: got.data[at]!, wanted: wanted.data[at]! };
  return { problem: describe(worst, count, wanted, tolerance), worst };
}

function describe(
  { place, got, wanted }: Worst,
  count: number,
  { data }: Numbers,
  { rtol, atol }: Tolerance,
): string {
  return (
    `${count} of ${data.length} elements differ (rtol ${rtol}, atol ${atol}); ` +
    `the worst is ${formatShape(place)}: got ${got}, wanted ${wanted}`
  );
}
