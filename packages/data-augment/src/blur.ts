import type { Pixels } from "./image.ts";
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
 * Where the values of a line lie that weights meet, mirrored at its ends: place i + k of the line widened by half the
 * weights.
 */
function mirrored(size: number, taps: number): Int32Array {
  const half = (taps - 1) / 2;
  const places = new Int32Array(size + taps - 1);
  for (let i = 0; i < places.length; i++) places[i] = placeOf(i - half, size, "reflect");
  return places;
}

/** Weighs the values around each of one plane, first along rows, then along columns. */
export function blurPlane(
  source: Pixels | Float64Array,
  start: number,
  [height, width]: readonly [number, number],
  across: Float64Array,
  down: Float64Array,
): Float64Array {
  const rows = new Float64Array(height * width);
  const columns = mirrored(width, across.length);
  const line = new Float64Array(columns.length);
  for (let i = 0; i < height; i++) {
    const from = start + i * width;
    for (let j = 0; j < line.length; j++) line[j] = source[from + (columns[j] as number)] as number;
    weigh(line, across, rows, i * width, width);
  }
  return blurColumns(rows, [height, width], down);
}

/** target[at + j] = Σₖ weights[k]·line[j + k], with the equal weights of both sides at once. */
function weigh(
  line: Float64Array,
  weights: Float64Array,
  target: Float64Array,
  at: number,
  count: number,
): void {
  const half = (weights.length - 1) / 2;
  const last = weights.length - 1;
  for (let j = 0; j < count; j++) {
    let sum = (weights[half] as number) * (line[j + half] as number);
    for (let k = 0; k < half; k++) {
      sum += (weights[k] as number) * ((line[j + k] as number) + (line[j + last - k] as number));
    }
    target[at + j] = sum;
  }
}

/** A column is weighed as a row is, so that both are read along memory. */
function blurColumns(
  rows: Float64Array,
  [height, width]: readonly [number, number],
  down: Float64Array,
): Float64Array {
  const places = mirrored(height, down.length);
  const line = new Float64Array(places.length);
  const column = new Float64Array(height);
  const result = new Float64Array(height * width);
  for (let j = 0; j < width; j++) {
    for (let i = 0; i < line.length; i++) line[i] = rows[(places[i] as number) * width + j] as number;
    weigh(line, down, column, 0, height);
    for (let i = 0; i < height; i++) result[i * width + j] = column[i] as number;
  }
  return result;
}
