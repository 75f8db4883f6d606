import type { Pixels } from "./image.ts";

/** Type of pixel values. */
export type PixelType = "uint8" | "float32";

/**
 * Largest number of arrays in the pool, and their largest size in bytes. Allocating a larger array costs little compared
 * with computing its pixels.
 */
const [MOST, LARGEST] = [8, 1 << 16];

/** Pool of unused arrays, oldest first. */
const spare: Pixels[] = [];

/**
 * Returns an array with undefined content, which may be values of another image. The caller must set every element.
 *
 * For small images, allocation takes longer than the transform itself, so arrays from the pool are used first.
 */
export function pixelsOf(type: PixelType, length: number): Pixels {
  for (let i = spare.length - 1; i >= 0; i--) {
    const pixels = spare[i] as Pixels;
    if (pixels.length !== length || (type === "uint8") !== pixels instanceof Uint8Array) continue;
    spare.splice(i, 1);
    return pixels;
  }
  return type === "uint8" ? new Uint8Array(length) : new Float32Array(length);
}

/** Returns an array that is no longer used to the pool. */
export function giveBack(pixels: Pixels): void {
  if (pixels.byteLength > LARGEST) return;
  if (spare.length === MOST) spare.shift();
  spare.push(pixels);
}
