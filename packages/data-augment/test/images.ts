import type { Image } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";

/** Bytes of one channel, row by row. */
export function gray(rows: readonly (readonly number[])[]): Image {
  return { data: Uint8Array.from(rows.flat()), shape: [1, rows.length, rows[0]!.length] };
}

/** Floats of one channel, row by row. */
export function floats(rows: readonly (readonly number[])[]): Image {
  return { data: Float32Array.from(rows.flat()), shape: [1, rows.length, rows[0]!.length] };
}

/** One pixel of red, green and blue. */
export function pixel(red: number, green: number, blue: number): Image {
  return { data: Uint8Array.of(red, green, blue), shape: [3, 1, 1] };
}

/** Rows of an image, channel by channel. */
export function rowsOf({ data, shape }: Image): number[][] {
  const width = shape.at(-1)!;
  return Array.from({ length: data.length / width }, (_, i) => [...data.slice(i * width, (i + 1) * width)]);
}

/** Random bytes. */
export function noise(shape: readonly number[], seed = 1): Image {
  const rng = new Rng(seed);
  const count = shape.reduce((product, size) => product * size, 1);
  return { data: Uint8Array.from({ length: count }, () => rng.int(256)), shape };
}

/** The same image with floats. */
export function asFloats({ data, shape }: Image): Image {
  return { data: Float32Array.from(data, (value) => value / 255), shape };
}

/** One image of a batch. */
export function imageOf({ data, shape }: Image, index: number): Image {
  const size = data.length / shape[0]!;
  return { data: data.slice(index * size, (index + 1) * size), shape: shape.slice(1) };
}

/** The numbers 1, 2, 3, … in rows. */
export function counting(height: number, width: number): Image {
  return { data: Uint8Array.from({ length: height * width }, (_, i) => i + 1), shape: [1, height, width] };
}
