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

/** Where the values of a line lie that weights meet, mirrored at its ends: place i + k of the line widened by half the weights. */
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
  for (let i = 0, at = 0; i < height; i++) {
    const from = start + i * width;
    for (let j = 0; j < width; j++) {
      let sum = 0;
      for (let k = 0; k < across.length; k++) {
        sum += (across[k] as number) * (source[from + (columns[j + k] as number)] as number);
      }
      rows[at++] = sum;
    }
  }
  return blurColumns(rows, [height, width], down);
}

function blurColumns(
  rows: Float64Array,
  [height, width]: readonly [number, number],
  down: Float64Array,
): Float64Array {
  const result = new Float64Array(height * width);
  const places = mirrored(height, down.length);
  for (let i = 0; i < height; i++) {
    for (let k = 0; k < down.length; k++) {
      const weight = down[k] as number;
      const from = (places[i + k] as number) * width;
      const at = i * width;
      for (let j = 0; j < width; j++) result[at + j]! += weight * (rows[from + j] as number);
    }
  }
  return result;
}
