import { grayOf } from "../image/blend.ts";
import type { Frame } from "../image/frame.ts";
import type { Pixels } from "../image/image.ts";
import { pixelsOf } from "../image/scratch.ts";

/** Luma of each pixel, truncated to bytes for a byte image. The image must have 1 or 3 channels. */
export function grayPlane(frame: Frame): Pixels {
  const source = frame.pixels();
  const [channels, height, width] = frame.sizes;
  if (channels === 1) return source;
  const plane = height * width;
  const gray = pixelsOf(frame.type, plane);
  for (let i = 0; i < plane; i++) {
    gray[i] = grayOf(source[i] as number, source[plane + i] as number, source[2 * plane + i] as number);
  }
  return gray;
}

/** Mean of `grayPlane`. */
export function meanGray(frame: Frame): number {
  const [channels, height, width] = frame.sizes;
  const plane = height * width;
  const stored = frame.storedBytes();
  if (!stored) return Math.fround(sumOf(grayPlane(frame)) / plane);
  const sum = channels === 1 ? sumOfBytes : sumOfGrays;
  return Math.fround(sum(stored.bytes, stored.table, plane) / plane);
}

function sumOf(values: Pixels): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
}

// Special cases for bytes, because most recipes change the contrast of byte images: these write no plane, and the pending
// lookup table need not be applied before.

function sumOfBytes(bytes: Uint8Array, table: Uint8Array, plane: number): number {
  let sum = 0;
  for (let i = 0; i < plane; i++) sum += table[bytes[i] as number] as number;
  return sum;
}

function sumOfGrays(bytes: Uint8Array, table: Uint8Array, plane: number): number {
  let sum = 0;
  for (let i = 0; i < plane; i++) {
    const red = table[bytes[i] as number] as number;
    const green = table[bytes[plane + i] as number] as number;
    const blue = table[bytes[2 * plane + i] as number] as number;
    sum += grayOf(red, green, blue) | 0;
  }
  return sum;
}
