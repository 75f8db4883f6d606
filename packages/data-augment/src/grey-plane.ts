import { greyOf } from "./blend.ts";
import { type Frame, pixelsOf } from "./frame.ts";
import type { Pixels } from "./image.ts";

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
