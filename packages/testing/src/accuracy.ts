import { grad } from "@cambium/autograd";
import { type Backend, scope, sum, type Tensor, tensor } from "@cambium/tensor";
import { assert } from "vitest";

/** Float64 formula with the largest error of float32 results. */
export interface AccuracyBound {
  /** The exact result, computed in float64. */
  readonly formula: (x: number) => number;
  /** Largest error in units in the last place of `scale(x)`. */
  readonly ulp: number;
  /**
   * Magnitude that errors are relative to. Default: that of the result itself. Where terms cancel, it is the sum of their
   * magnitudes.
   */
  readonly scale?: (x: number) => number;
}

/** Bounds for an elementwise function of one argument and its first two derivatives. */
export interface AccuracyRow {
  /** The function to check. */
  readonly run: (x: Tensor) => Tensor;
  /** Bound for its values. */
  readonly value: AccuracyBound;
  /** First derivative. Default: not compared. */
  readonly slope?: AccuracyBound;
  /** Second derivative. Default: not compared. */
  readonly curvature?: AccuracyBound;
}

/** The largest error of a sweep. */
interface LargestError {
  /** In units in the last place. */
  readonly ulp: number;
  readonly at: number;
  readonly got: number;
  readonly wanted: number;
}

const SPECIAL: readonly number[] = [
  0,
  1,
  1e17,
  1e19,
  1e25,
  1e30,
  2 ** 127 * (2 - 2 ** -23),
  Infinity,
  2 ** -149,
];

/**
 * Arguments over the whole range of float32: 64 for every exponent and sign, dense grids over ±120, the range of exponentials,
 * and over ±8, where most functions curve, and special values: zeros, subnormal numbers, the largest numbers and infinities.
 */
function sweep(): Float32Array<ArrayBuffer> {
  const bits = Uint32Array.from({ length: 1 << 15 }, (_, i) => i * 2 ** 17 + ((i * 40503) % 2 ** 17));
  const grid = (reach: number): number[] =>
    Array.from({ length: 1 << 14 }, (_, i) => reach * (i / 2 ** 13 - 1 + 1e-5));
  const special = [...SPECIAL, ...SPECIAL.map((x) => -x)];
  const all = [...new Float32Array(bits.buffer), ...grid(120), ...grid(8), ...special];
  return Float32Array.from(all.filter((x) => !Number.isNaN(x)));
}

/** Unit in the last place of the float32 nearest to x. */
function unitOf(x: number): number {
  const magnitude = Math.min(Math.abs(x), 2 ** 127);
  return magnitude < 2 ** -126 ? 2 ** -149 : 2 ** (Math.floor(Math.log2(magnitude)) - 23);
}

/** Replaces infinities by 2¹²⁸, the number after the largest float32, so that results near overflow can be compared. */
function finite(x: number): number {
  return Math.max(-(2 ** 128), Math.min(2 ** 128, x));
}

function errorIn(x: number, got: number, wanted: number, scale: (x: number) => number): number {
  if (got === Math.fround(wanted) || (Number.isNaN(got) && Number.isNaN(wanted))) return 0;
  const error = Math.abs(finite(got) - finite(wanted)) / unitOf(Math.max(Math.abs(wanted), scale(x) || 0));
  return Number.isNaN(error) ? Infinity : error;
}

/** Largest error of float32 results over the whole range; Infinity if a result is NaN and the formula is not. */
function largestError(
  run: (x: Tensor) => Tensor,
  { formula, scale = () => 0 }: AccuracyBound,
  backend: Backend,
): LargestError {
  const points = sweep();
  const results = scope(() => run(tensor(points, { backend })).dataSync());
  let worst: LargestError = { ulp: 0, at: 0, got: 0, wanted: 0 };
  for (const [i, at] of points.entries()) {
    const [got, wanted] = [results[i] as number, formula(at)];
    const ulp = errorIn(at, got, wanted, scale);
    if (ulp > worst.ulp) worst = { ulp, at, got, wanted };
  }
  return worst;
}

/** The derivative of an elementwise function. */
function slopeOf(run: (x: Tensor) => Tensor): (x: Tensor) => Tensor {
  return grad((x: Tensor) => sum(run(x)));
}

/**
 * Asserts that a function and its first two derivatives are within their bounds over the whole range of float32.
 *
 * @param name Start of the message of a failure.
 */
export function expectAccuracy(name: string, row: AccuracyRow, backend: Backend): void {
  const slope = slopeOf(row.run);
  const runs = { value: row.run, slope, curvature: slopeOf(slope) };
  for (const which of ["value", "slope", "curvature"] as const) {
    const bound = row[which];
    if (!bound) continue;
    const { ulp, at, got, wanted } = largestError(runs[which], bound, backend);
    if (ulp <= bound.ulp) continue;
    assert.fail(
      `${name}, ${which} at ${at}: got ${got}, wanted ${wanted}: ${ulp} ulp off, allowed ${bound.ulp}`,
    );
  }
}
