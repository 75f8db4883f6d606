import { exponential } from "./portable-math.ts";
import { placeOf } from "./window.ts";

/** Weights of a Gaussian bell at −half … half, of sum 1: exp(−½ (i/sigma)²) over their sum. */
export function gaussianWeights(size: number, sigma: number): Float64Array {
  const half = (size - 1) / 2;
  const weights = Float64Array.from({ length: size }, (_, i) =>
    exponential(-0.5 * ((i - half) / sigma) ** 2),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * How a bell weighs lines of a certain size, mirrored at their ends.
 *
 * It looks the same from both ends of a line, so the sums s[k] = x[k] + x[size − 1 − k] and the differences d[k] = x[k] − x[size − 1 − k]
 * of its first half are weighed apart: with E = Σ eᵢₖ·s[k] and D = Σ dᵢₖ·d[k], new values i and size − 1 − i are E + D and E − D.
 * That is half the products where the bell is wider than the line.
 */
export interface Bell {
  readonly size: number;
  /** The first k of each i, and the one after the last. */
  readonly first: Int32Array;
  readonly end: Int32Array;
  /** The weights of s[k] and d[k] in turn, those of the first k of i from place `i · stride` on. */
  readonly weights: Float64Array;
  readonly stride: number;
}

/** The bell of these weights, as many as an odd number, for lines of this size. */
export function bellOf(weights: Float64Array, size: number): Bell {
  const half = Math.ceil(size / 2);
  const reach = (weights.length - 1) / 2;
  const stride = 2 * Math.min(half, weights.length);
  const first = Int32Array.from({ length: half }, (_, i) => Math.max(0, i - reach));
  const end = Int32Array.from({ length: half }, (_, i) => Math.min(half, i + reach + 1));
  const folded = new Float64Array(half * stride);
  for (let i = 0; i < half; i++) {
    for (let k = -reach; k <= reach; k++) {
      const place = placeOf(i + k, size, "reflect");
      const share = (weights[k + reach] as number) / 2;
      const at = i * stride + 2 * (Math.min(place, size - 1 - place) - (first[i] as number));
      folded[at]! += share;
      folded[at + 1]! += place < half ? share : -share;
    }
  }
  return { size, first, end, weights: folded, stride };
}

/** Weighs the values around each of one plane, first along rows, then along columns, in place. */
export function blurPlane(plane: Float64Array, across: Bell, down: Bell): void {
  weighLines(plane, across, 1, down.size, across.size);
  weighLines(plane, down, across.size, across.size, 1);
}

/**
 * Weighs lines in place, four at a time.
 *
 * @param step From one value of a line to the next.
 * @param stride From one line to the next.
 */
function weighLines(plane: Float64Array, bell: Bell, step: number, count: number, stride: number): void {
  const folded = new Float64Array(8 * bell.first.length);
  for (let line = 0; line < count; line += 4) {
    // Where fewer than four are left, the last one is weighed again.
    const starts = [0, 1, 2, 3].map((more) => Math.min(line + more, count - 1) * stride);
    for (let lane = 0; lane < 4; lane++) fold(plane, starts[lane] as number, step, bell.size, folded, lane);
    weigh(folded, bell, plane, starts as [number, number, number, number], step);
  }
}

/** The sums and the differences of one line, to every eighth place from `lane` and `lane` + 4 on. */
function fold(
  plane: Float64Array,
  start: number,
  step: number,
  size: number,
  folded: Float64Array,
  lane: number,
): void {
  let [from, back] = [start, start + (size - 1) * step];
  for (let at = lane; at < folded.length; at += 8, from += step, back -= step) {
    const near = plane[from] as number;
    const far = plane[back] as number;
    folded[at] = near + far;
    folded[at + 4] = near - far;
  }
}

/** Weighs four lines: eight sums at once keep the processor busy, and each weight is read once for four of them. */
function weigh(
  folded: Float64Array,
  { size, first, end, weights, stride }: Bell,
  plane: Float64Array,
  [start0, start1, start2, start3]: readonly [number, number, number, number],
  step: number,
): void {
  for (let i = 0; i < first.length; i++) {
    let e0 = 0;
    let e1 = 0;
    let e2 = 0;
    let e3 = 0;
    let d0 = 0;
    let d1 = 0;
    let d2 = 0;
    let d3 = 0;
    const stop = 8 * (end[i] as number);
    for (let at = 8 * (first[i] as number), k = i * stride; at < stop; at += 8, k += 2) {
      const ofSum = weights[k] as number;
      const ofDifference = weights[k + 1] as number;
      e0 += ofSum * (folded[at] as number);
      e1 += ofSum * (folded[at + 1] as number);
      e2 += ofSum * (folded[at + 2] as number);
      e3 += ofSum * (folded[at + 3] as number);
      d0 += ofDifference * (folded[at + 4] as number);
      d1 += ofDifference * (folded[at + 5] as number);
      d2 += ofDifference * (folded[at + 6] as number);
      d3 += ofDifference * (folded[at + 7] as number);
    }
    const near = i * step;
    const far = (size - 1 - i) * step;
    plane[start0 + near] = e0 + d0;
    plane[start1 + near] = e1 + d1;
    plane[start2 + near] = e2 + d2;
    plane[start3 + near] = e3 + d3;
    plane[start0 + far] = e0 - d0;
    plane[start1 + far] = e1 - d1;
    plane[start2 + far] = e2 - d2;
    plane[start3 + far] = e3 - d3;
  }
}
