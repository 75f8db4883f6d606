import type { Window2d } from "@cambium/tensor";

/** Words that describe a window to kernels: see assembly/window.ts. */
export const WINDOW_WORDS = 12;

/**
 * Writes a window into the parameter block, from its first word on. A stride that no window takes is 1: it may be any number, and
 * kernels add it to places.
 */
export function writeWindow(
  words: Int32Array,
  { kernel, stride, padding, dilation }: Window2d,
  height: number,
  width: number,
  outHeight: number,
  outWidth: number,
): void {
  words[0] = height;
  words[1] = width;
  words[2] = outHeight;
  words[3] = outWidth;
  words[4] = kernel[0];
  words[5] = kernel[1];
  words[6] = outHeight > 1 ? stride[0] : 1;
  words[7] = outWidth > 1 ? stride[1] : 1;
  words[8] = padding[0];
  words[9] = padding[1];
  words[10] = dilation[0];
  words[11] = dilation[1];
}
