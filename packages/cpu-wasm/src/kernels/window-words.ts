import type { Window2d } from "@cambium/tensor";

/** Words that describe a window to kernels: see assembly/window.ts. */
export const WINDOW_WORDS = 12;

/** Writes a window into the parameter block, from its first word on. */
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
  words[6] = stride[0];
  words[7] = stride[1];
  words[8] = padding[0];
  words[9] = padding[1];
  words[10] = dilation[0];
  words[11] = dilation[1];
}
