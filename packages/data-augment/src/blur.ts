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
    // Where fewer than four are left, the last one takes part more than once.
    const start = line * stride;
    const second = Math.min(line + 1, count - 1) * stride;
    const third = Math.min(line + 2, count - 1) * stride;
    const fourth = Math.min(line + 3, count - 1) * stride;
    fold(plane, start, second, third, fourth, step, bell.size, folded);
    weigh(folded, bell, plane, start, second, third, fourth, step);
  }
}

/** The sums and the differences of four lines: s of each, d of each, and again for the next k. */
function fold(
  plane: Float64Array,
  start0: number,
  start1: number,
  start2: number,
  start3: number,
  step: number,
  size: number,
  folded: Float64Array,
): void {
  let near = 0;
  let far = (size - 1) * step;
  for (let at = 0; at < folded.length; at += 8, near += step, far -= step) {
    const x0 = plane[start0 + near] as number;
    const x1 = plane[start1 + near] as number;
    const x2 = plane[start2 + near] as number;
    const x3 = plane[start3 + near] as number;
    const y0 = plane[start0 + far] as number;
    const y1 = plane[start1 + far] as number;
    const y2 = plane[start2 + far] as number;
    const y3 = plane[start3 + far] as number;
    folded[at] = x0 + y0;
    folded[at + 1] = x1 + y1;
    folded[at + 2] = x2 + y2;
    folded[at + 3] = x3 + y3;
    folded[at + 4] = x0 - y0;
    folded[at + 5] = x1 - y1;
    folded[at + 6] = x2 - y2;
    folded[at + 7] = x3 - y3;
  }
}

/** Weighs four lines: eight sums at once keep the processor busy, and each weight is read once for four of them. */
function weigh(
  folded: Float64Array,
  { size, first, end, weights, stride }: Bell,
  plane: Float64Array,
  start0: number,
  start1: number,
  start2: number,
  start3: number,
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
    // The masks change nothing, but tell the engine that no place in memory overflows: it leaves out eight checks.
    const stop = (8 * (end[i] as number)) & 0x7ffffff8;
    for (let at = (8 * (first[i] as number)) & 0x7ffffff8, k = i * stride; at < stop; at += 8, k += 2) {
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
