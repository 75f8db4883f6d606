import type { Bell } from "./bell.ts";

/** Convolves a plane with a separable kernel, first along rows, then along columns, in place. */
export function blurPlane(plane: Float64Array, across: Bell, down: Bell): void {
  weighLines(plane, across, 1, down.size, across.size);
  weighLines(plane, down, across.size, across.size, 1);
}

/**
 * Convolves lines in place, four at a time.
 *
 * @param step Distance between the values of a line.
 * @param stride Distance between lines.
 */
function weighLines(plane: Float64Array, bell: Bell, step: number, count: number, stride: number): void {
  const folded = new Float64Array(8 * bell.first.length);
  for (let line = 0; line < count; line += 4) {
    // If fewer than four lines are left, the last one is used more than once.
    const start0 = line * stride;
    const start1 = Math.min(line + 1, count - 1) * stride;
    const start2 = Math.min(line + 2, count - 1) * stride;
    const start3 = Math.min(line + 3, count - 1) * stride;
    fold(plane, start0, start1, start2, start3, step, bell.size, folded);
    weigh(folded, bell, plane, start0, start1, start2, start3, step);
  }
}

/** Sums of the halves of four lines, followed by their differences, for each k. */
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

/** Convolves four lines at once, so that each weight is read once for all of them. */
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
    // The masks change nothing but prove to the engine that no index overflows. Without its checks the loop takes a fifth less time.
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
