import { greyOf } from "./blend.ts";
import type { Frame } from "./frame.ts";
import type { Pixels } from "./image.ts";
import { pixelsOf } from "./tables.ts";

/** The grey of each pixel, cut to bytes if the image has bytes; the image must have 1 or 3 channels. */
export function greyPlane(frame: Frame): Pixels {
  const source = frame.pixels();
  const [channels, height, width] = frame.sizes;
  if (channels === 1) return source;
  const plane = height * width;
  const grey = pixelsOf(frame.type, plane);
  for (let i = 0; i < plane; i++) {
    grey[i] = greyOf(source[i] as number, source[plane + i] as number, source[2 * plane + i] as number);
  }
  return grey;
}

/** The mean of what `greyPlane` gives. */
export function meanGrey(frame: Frame): number {
  const source = frame.pixels();
  const plane = frame.sizes[1] * frame.sizes[2];
  if (frame.sizes[0] === 3 && source instanceof Uint8Array)
    return Math.fround(sumOfGreys(source, plane) / plane);
  const grey = greyPlane(frame);
  let sum = 0;
  for (let i = 0; i < plane; i++) sum += grey[i] as number;
  return Math.fround(sum / plane);
}

/** Apart, and of one kind of array, because contrast of bytes is what recipes have. */
function sumOfGreys(source: Uint8Array, plane: number): number {
  let sum = 0;
  for (let i = 0; i < plane; i++) {
    sum += greyOf(source[i] as number, source[plane + i] as number, source[2 * plane + i] as number) | 0;
  }
  return sum;
}
