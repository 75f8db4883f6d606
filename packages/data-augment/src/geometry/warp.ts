import type { Frame } from "../image/frame.ts";
import type { Pixels, Sizes } from "../image/image.ts";
import { pixelsOf } from "../image/scratch.ts";
import { roundToEven } from "../math/portable-math.ts";
import type { Fill } from "../options.ts";

/** Interpolation of values between pixels: the nearest pixel, or the weighted mean of the four around. */
export type Interpolation = "nearest" | "bilinear";

/** Names of all interpolations. */
export const interpolations: readonly Interpolation[] = ["nearest", "bilinear"];

/** Options of transforms that move pixels. */
export interface WarpOptions {
  /** Interpolation between pixels. Default: nearest. */
  readonly interpolation?: Interpolation;
  /** Value of pixels from outside of the image, in the units of the image. Default: 0. */
  readonly fill?: Fill;
}

/** Names of {@link WarpOptions}. */
export const warpNames = ["interpolation", "fill"] as const;

/**
 * Computes the origins of the pixels in row `i` of the result: sets column and row in the old image for each of them, where
 * integers are centers of pixels.
 */
export type OriginsOfRow = (i: number, columns: Float64Array, rows: Float64Array) => void;

/** Replaces an image by one of a new size whose pixels are taken from positions in the old one. Outside is the fill. */
export function warp(
  frame: Frame,
  originsOfRow: OriginsOfRow,
  [newHeight, newWidth]: readonly [number, number],
  interpolation: Interpolation,
  fill: readonly number[],
): void {
  const { sizes } = frame;
  const source = frame.pixels();
  const target = pixelsOf(frame.type, sizes[0] * newHeight * newWidth);
  const columns = new Float64Array(newWidth);
  const rows = new Float64Array(newWidth);
  const run = interpolation === "nearest" ? takeNearest : mixFour;
  for (let i = 0; i < newHeight; i++) {
    originsOfRow(i, columns, rows);
    run(source, sizes, columns, rows, target, i * newWidth, fill);
  }
  frame.replace(target, [sizes[0], newHeight, newWidth]);
}

function takeNearest(
  source: Pixels,
  [channels, height, width]: Sizes,
  columns: Float64Array,
  rows: Float64Array,
  target: Pixels,
  start: number,
  fill: readonly number[],
): void {
  const plane = target.length / channels;
  for (let j = 0; j < columns.length; j++) {
    const row = roundToEven(rows[j] as number);
    const column = roundToEven(columns[j] as number);
    const inside = row >= 0 && row < height && column >= 0 && column < width;
    let from = row * width + column;
    for (
      let at = start + j, channel = 0;
      channel < channels;
      channel++, at += plane, from += height * width
    ) {
      target[at] = inside ? (source[from] as number) : (fill[channel] as number);
    }
  }
}

function mixFour(
  source: Pixels,
  sizes: Sizes,
  columns: Float64Array,
  rows: Float64Array,
  target: Pixels,
  start: number,
  fill: readonly number[],
): void {
  const [channels, height, width] = sizes;
  const plane = target.length / channels;
  const sourcePlane = height * width;
  const isBytes = target instanceof Uint8Array;
  for (let j = 0; j < columns.length; j++) {
    const y = rows[j] as number;
    const x = columns[j] as number;
    if (!(y >= 0 && y < height - 1 && x >= 0 && x < width - 1)) {
      mixAtEdge(source, channels, height, width, y, x, target, start + j, fill);
      continue;
    }
    const row = y | 0;
    const column = x | 0;
    const down = y - row;
    const right = x - column;
    const topLeft = (1 - down) * (1 - right);
    const topRight = (1 - down) * right;
    const bottomLeft = down * (1 - right);
    const bottomRight = down * right;
    let from = row * width + column;
    for (let at = start + j, channel = 0; channel < channels; channel++, at += plane, from += sourcePlane) {
      const value =
        topLeft * (source[from] as number) +
        topRight * (source[from + 1] as number) +
        bottomLeft * (source[from + width] as number) +
        bottomRight * (source[from + width + 1] as number);
      target[at] = isBytes ? roundToEven(value) : value;
    }
  }
}

/** Computes one pixel of `mixFour` near an edge. The fill gets the weight of pixels outside of the image. */
function mixAtEdge(
  source: Pixels,
  channels: number,
  height: number,
  width: number,
  y: number,
  x: number,
  target: Pixels,
  start: number,
  fill: readonly number[],
): void {
  const plane = target.length / channels;
  const row = Math.floor(y);
  const column = Math.floor(x);
  const down = y - row;
  const right = x - column;
  const top = row >= 0 && row < height ? 1 - down : 0;
  const bottom = row >= -1 && row + 1 < height ? down : 0;
  const left = column >= 0 && column < width ? 1 - right : 0;
  const next = column >= -1 && column + 1 < width ? right : 0;
  const outside = 1 - (top + bottom) * (left + next);
  let from = row * width + column;
  for (let at = start, channel = 0; channel < channels; channel++, at += plane, from += height * width) {
    let value = outside * (fill[channel] as number);
    if (top !== 0 && left !== 0) value += top * left * (source[from] as number);
    if (top !== 0 && next !== 0) value += top * next * (source[from + 1] as number);
    if (bottom !== 0 && left !== 0) value += bottom * left * (source[from + width] as number);
    if (bottom !== 0 && next !== 0) value += bottom * next * (source[from + width + 1] as number);
    target[at] = target instanceof Uint8Array ? roundToEven(value) : value;
  }
}
