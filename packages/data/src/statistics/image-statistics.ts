import { formatShape, ShapeError } from "@cambium/tensor";
import type { Statistics } from "./groups.ts";

/** Mean and standard deviation of each channel of concatenated images. */
export function measure(pixels: Uint8Array, shape: readonly [number, number, number]): Statistics {
  const counts = pixelCounts(pixels, shape);
  const mean = counts.map((count) => expectation(count, (value) => value));
  const std = counts.map((count, channel) => {
    const center = mean[channel] as number;
    return Math.sqrt(expectation(count, (value) => (value - center) * (value - center)));
  });
  return { mean, std };
}

/** Histogram of the pixels of each channel. */
function pixelCounts(
  pixels: Uint8Array,
  [channels, height, width]: readonly [number, number, number],
): Float64Array[] {
  const counts = Array.from({ length: channels }, () => new Float64Array(256));
  const plane = height * width;
  for (let start = 0; start < pixels.length; start += plane) {
    const count = counts[(start / plane) % channels] as Float64Array;
    for (const value of pixels.subarray(start, start + plane)) (count[value] as number)++;
  }
  return counts;
}

/** Mean of f(byte / 255) over pixels with the histogram `counts`. */
function expectation(counts: Float64Array, f: (value: number) => number): number {
  let total = 0;
  let weighted = 0;
  counts.forEach((count, byte) => {
    total += count;
    weighted += count * f(byte / 255);
  });
  return weighted / total;
}

/**
 * Lookup tables of (byte / 255 − mean) / std for each channel.
 *
 * @param statistics Default: mean 0 and standard deviation 1.
 */
export function valueTables(channels: number, statistics?: Statistics): Float32Array[] {
  const { mean, std } = statistics ?? {
    mean: new Array<number>(channels).fill(0),
    std: new Array<number>(channels).fill(1),
  };
  checkStatistics(channels, { mean, std });
  return mean.map((shift, channel) => {
    const scale = std[channel] as number;
    return Float32Array.from({ length: 256 }, (_, value) => (value / 255 - shift) / scale);
  });
}

function checkStatistics(channels: number, { mean, std }: Statistics): void {
  if (mean.length !== channels || std.length !== channels) {
    throw new ShapeError(
      `normalize: the images have ${channels} channels, but there are ${mean.length} means and ${std.length} ` +
        "standard deviations. Give one of each for each channel.",
    );
  }
  if (mean.every(Number.isFinite) && std.every((value) => Number.isFinite(value) && value > 0)) return;
  throw new RangeError(
    `normalize: means must be finite and standard deviations above 0: got mean ${formatShape(mean)}, ` +
      `std ${formatShape(std)}. Leave out a channel that never changes.`,
  );
}
