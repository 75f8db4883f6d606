import type { Interleaved } from "./channels.ts";
import type { Orientation } from "./exif.ts";

/**
 * Rotates and mirrors an image so that it is upright.
 *
 * @param orientation States which sides of the upright image the first row and the first column of the file show: 1 top and
 * left, 2 top and right, 3 bottom and right, 4 bottom and left, 5 left and top, 6 right and top, 7 right and bottom, 8 left
 * and bottom.
 * @see CIPA DC-008: Exchangeable image file format for digital still cameras: Exif Version 3.0 (2023), §4.6.5.
 */
export function oriented(image: Interleaved, orientation: Orientation): Interleaved {
  if (orientation === 1) return image;
  const { width, height, channels, stride = channels, data } = image;
  const isTurned = orientation >= 5;
  const [outWidth, outHeight] = isTurned ? [height, width] : [width, height];
  const { start, down, across } = walk(orientation, width, height);
  const Kind = data.constructor as new (length: number) => Interleaved["data"];
  const out = new Kind(width * height * stride);
  for (let row = 0, to = 0; row < outHeight; row++)
    for (let column = 0, from = start + row * down; column < outWidth; column++, from += across)
      for (let channel = 0; channel < stride; channel++, to++)
        out[to] = data[from * stride + channel] as number;
  return { ...image, width: outWidth, height: outHeight, data: out };
}

/** Index of the stored pixel at the top left of the upright image, and the steps to the pixels below and right of it. */
function walk(
  orientation: Orientation,
  width: number,
  height: number,
): { readonly start: number; readonly down: number; readonly across: number } {
  const isFromRight = [2, 3, 7, 8].includes(orientation);
  const isFromBottom = [3, 4, 6, 7].includes(orientation);
  const start = (isFromRight ? width - 1 : 0) + (isFromBottom ? (height - 1) * width : 0);
  const [horizontal, vertical] = [isFromRight ? -1 : 1, isFromBottom ? -width : width];
  return orientation >= 5
    ? { start, down: horizontal, across: vertical }
    : { start, down: vertical, across: horizontal };
}
