import type { Frame } from "./frame.ts";
import type { Pixels } from "./image.ts";
import { pixelsOf } from "./scratch.ts";

/**
 * Values outside of an image. For a row `a b c d`, the three values on either side are
 *
 * - constant: `f f f | a b c d | f f f`, where f is the fill
 * - edge or replicate: `a a a | a b c d | d d d`
 * - reflect: `d c b | a b c d | c b a`
 * - symmetric: `c b a | a b c d | d c b`
 * - circular: `b c d | a b c d | a b c`
 */
export type PaddingMode = "constant" | "edge" | "replicate" | "reflect" | "symmetric" | "circular";

/** All padding modes. */
export const paddingModes: readonly PaddingMode[] = [
  "constant",
  "edge",
  "replicate",
  "reflect",
  "symmetric",
  "circular",
];

/** Rectangle in the coordinates of an image, whose upper left corner is (0, 0). It may extend beyond the image. */
export interface Window {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** Replaces an image by the part of it in a window, which may extend beyond it. */
export function cutOut(frame: Frame, window: Window, mode: PaddingMode, fill: readonly number[]): void {
  const { top, left, height, width } = window;
  const [channels, oldHeight, oldWidth] = frame.sizes;
  const source = frame.pixels();
  const target = pixelsOf(frame.type, channels * height * width);
  // Columns from `first` to `last` are inside of the image and are copied without lookup.
  const first = Math.min(width, Math.max(0, -left));
  const last = Math.max(first, Math.min(width, oldWidth - left));
  const columns = places(left, width, oldWidth, mode);
  for (let at = 0, row = 0; row < channels * height; row++, at += width) {
    const channel = Math.floor(row / height);
    const outside = fill[channel] as number;
    const old = placeOf(top + row - channel * height, oldHeight, mode);
    const from = (channel * oldHeight + old) * oldWidth;
    if (old < 0) {
      target.fill(outside, at, at + width);
      continue;
    }
    for (let j = 0; j < first; j++) target[at + j] = valueAt(source, from, columns[j] as number, outside);
    for (let j = first; j < last; j++) target[at + j] = source[from + left + j] as number;
    for (let j = last; j < width; j++) target[at + j] = valueAt(source, from, columns[j] as number, outside);
  }
  frame.replace(target, [channels, height, width]);
}

function valueAt(source: Pixels, from: number, column: number, outside: number): number {
  return column < 0 ? outside : (source[from + column] as number);
}

/** Source indices of `count` positions from `start` on in a line of `size` values; −1 stands for the fill. */
function places(start: number, count: number, size: number, mode: PaddingMode): number[] {
  const result = [];
  for (let i = 0; i < count; i++) result.push(placeOf(start + i, size, mode));
  return result;
}

/** Source index of position `i`, which may be outside of a line of `size` values; −1 stands for the fill. */
export function placeOf(i: number, size: number, mode: PaddingMode): number {
  if (i >= 0 && i < size) return i;
  if (mode === "constant") return -1;
  if (mode === "edge" || mode === "replicate") return i < 0 ? 0 : size - 1;
  if (mode === "circular") return modulo(i, size);
  // The line and its mirror image alternate. With reflect, the values at its ends are not repeated.
  const period = mode === "reflect" ? Math.max(1, 2 * size - 2) : 2 * size;
  const place = modulo(i, period);
  return place < size ? place : period - place - (mode === "reflect" ? 0 : 1);
}

function modulo(i: number, period: number): number {
  return ((i % period) + period) % period;
}
