import type { Frame } from "./frame.ts";
import type { Pixels } from "./image.ts";
import { roundToEven } from "./portable-math.ts";
import { pixelsOf } from "./scratch.ts";

/** How values between pixels are found: from the nearest one, or from the four around, weighed by nearness. */
export type Interpolation = "nearest" | "bilinear";

/** All ways to find values between pixels. */
export const interpolations: readonly Interpolation[] = ["nearest", "bilinear"];

/**
 * Where each pixel of a new image comes from: column and row of the old one, where whole numbers are centres of pixels.
 * Row by row.
 */
export interface Origins {
  readonly columns: Float64Array;
  readonly rows: Float64Array;
  readonly height: number;
  readonly width: number;
}

/** Coordinates that are yet to be set. */
export function originsOf(height: number, width: number): Origins {
  const count = height * width;
  return { columns: new Float64Array(count), rows: new Float64Array(count), height, width };
}

/** Makes an image anew from places of the old one; beyond its edges, there is the fill. */
export function warp(
  frame: Frame,
  origins: Origins,
  interpolation: Interpolation,
  fill: readonly number[],
): void {
  const [channels, height, width] = frame.sizes;
  const source = frame.pixels();
  const count = origins.height * origins.width;
  const target = pixelsOf(frame.type, channels * count);
  const run = interpolation === "nearest" ? takeNearest : mixFour;
  run(source, channels, height, width, origins, target, fill);
  frame.replace(target, [channels, origins.height, origins.width]);
}

function takeNearest(
  source: Pixels,
  channels: number,
  height: number,
  width: number,
  { columns, rows }: Origins,
  target: Pixels,
  fill: readonly number[],
): void {
  const count = columns.length;
  for (let i = 0; i < count; i++) {
    const row = roundToEven(rows[i] as number);
    const column = roundToEven(columns[i] as number);
    const inside = row >= 0 && row < height && column >= 0 && column < width;
    let from = row * width + column;
    for (let at = i, channel = 0; channel < channels; channel++, at += count, from += height * width) {
      target[at] = inside ? (source[from] as number) : (fill[channel] as number);
    }
  }
}

function mixFour(
  source: Pixels,
  channels: number,
  height: number,
  width: number,
  { columns, rows }: Origins,
  target: Pixels,
  fill: readonly number[],
): void {
  const count = columns.length;
  const isBytes = target instanceof Uint8Array;
  for (let i = 0; i < count; i++) {
    const [y, x] = [rows[i] as number, columns[i] as number];
    const [row, column] = [Math.floor(y), Math.floor(x)];
    const [down, right] = [y - row, x - column];
    // Weights of the four pixels around; 0 for those outside, whose share the fill gets.
    const top = row >= 0 && row < height ? 1 - down : 0;
    const bottom = row >= -1 && row + 1 < height ? down : 0;
    const left = column >= 0 && column < width ? 1 - right : 0;
    const next = column >= -1 && column + 1 < width ? right : 0;
    const outside = 1 - (top + bottom) * (left + next);
    let from = row * width + column;
    for (let at = i, channel = 0; channel < channels; channel++, at += count, from += height * width) {
      let value = outside * (fill[channel] as number);
      if (top !== 0 && left !== 0) value += top * left * (source[from] as number);
      if (top !== 0 && next !== 0) value += top * next * (source[from + 1] as number);
      if (bottom !== 0 && left !== 0) value += bottom * left * (source[from + width] as number);
      if (bottom !== 0 && next !== 0) value += bottom * next * (source[from + width + 1] as number);
      target[at] = isBytes ? roundToEven(value) : value;
    }
  }
}
