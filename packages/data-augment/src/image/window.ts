import type { Frame } from "./frame.ts";
import type { Pixels } from "./image.ts";
import { pixelsOf } from "./scratch.ts";

/**
 * What lies outside of an image. Of a row `a b c d`, three more on either side are
 *
 * - constant: `f f f | a b c d | f f f`, with a fill f
 * - edge, or replicate: `a a a | a b c d | d d d`
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

/** A part of the plane that an image lies in, its upper left corner at (0, 0). */
export interface Window {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** Makes an image what is seen of it through a window, which may reach beyond it. */
export function cutOut(frame: Frame, window: Window, mode: PaddingMode, fill: readonly number[]): void {
  const { top, left, height, width } = window;
  const [channels, oldHeight, oldWidth] = frame.sizes;
  const source = frame.pixels();
  const target = pixelsOf(frame.type, channels * height * width);
  // Columns from `first` to `last` lie in the image, and are copied as they come.
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

/** Where in a line of `size` values each of `count` from `start` on is to be found; −1 for a fill. */
function places(start: number, count: number, size: number, mode: PaddingMode): number[] {
  const result = [];
  for (let i = 0; i < count; i++) result.push(placeOf(start + i, size, mode));
  return result;
}

/** Where in a line of `size` values the one at place `i`, perhaps outside, is to be found; −1 for a fill. */
export function placeOf(i: number, size: number, mode: PaddingMode): number {
  if (i >= 0 && i < size) return i;
  if (mode === "constant") return -1;
  if (mode === "edge" || mode === "replicate") return i < 0 ? 0 : size - 1;
  if (mode === "circular") return modulo(i, size);
  // The line and its mirror image, again and again: with reflect, its ends stand there once.
  const period = mode === "reflect" ? Math.max(1, 2 * size - 2) : 2 * size;
  const place = modulo(i, period);
  return place < size ? place : period - place - (mode === "reflect" ? 0 : 1);
}

function modulo(i: number, period: number): number {
  return ((i % period) + period) % period;
}
