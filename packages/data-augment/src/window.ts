import { type Frame, pixelsOf } from "./frame.ts";

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
  const rows = places(top, height, oldHeight, mode);
  const columns = places(left, width, oldWidth, mode);
  let at = 0;
  for (let channel = 0; channel < channels; channel++) {
    const outside = fill[channel] as number;
    for (let i = 0; i < height; i++) {
      const row = rows[i] as number;
      const from = (channel * oldHeight + row) * oldWidth;
      for (let j = 0; j < width; j++) {
        const column = columns[j] as number;
        target[at++] = row < 0 || column < 0 ? outside : (source[from + column] as number);
      }
    }
  }
  frame.replace(target, [channels, height, width]);
}

/** Where in a line of `size` values each of `count` from `start` on is to be found; −1 for a fill. */
function places(start: number, count: number, size: number, mode: PaddingMode): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => placeOf(start + i, size, mode));
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
