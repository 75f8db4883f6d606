import type { Pixels } from "./image.ts";
import { type PixelType, pixelsOf } from "./scratch.ts";

/** Lookup tables of 256 values: one for all channels, or one for each. */
export type Tables = readonly Pixels[];

/** Identity table. */
export const unchanged: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => byte);

/** Tables of a function of value and channel. */
export function tablesOf(
  f: (value: number, channel: number) => number,
  channels: number,
  type: PixelType,
): Tables {
  return Array.from({ length: channels }, (_, channel) => {
    const table = pixelsOf(type, 256);
    for (let byte = 0; byte < 256; byte++) table[byte] = f(byte, channel);
    return table;
  });
}

/** Composition of byte tables with the tables applied after them. */
export function chained(first: Tables, next: Tables): Tables {
  return Array.from({ length: Math.max(first.length, next.length) }, (_, channel) => {
    const table = next[channel % next.length] as Pixels;
    const target = pixelsOf(table instanceof Uint8Array ? "uint8" : "float32", 256);
    lookUp(table, first[channel % first.length] as Uint8Array, 0, 256, target, 0);
    return target;
  });
}

/** target[start + i] = table[source[i]] for i from `from` to `to`. */
export function lookUp(
  table: Pixels,
  source: Uint8Array,
  from: number,
  to: number,
  target: Pixels,
  start: number,
): void {
  const run = target instanceof Uint8Array ? lookUpBytes : lookUpFloats;
  run(table as never, source, from, to, target as never, start);
}

/** One loop for each array type, because engines optimize code best if it sees a single type. */
function lookUpBytes(
  table: Uint8Array,
  source: Uint8Array,
  from: number,
  to: number,
  target: Uint8Array,
  start: number,
): void {
  for (let i = from; i < to; i++) target[start + i] = table[source[i] as number] as number;
}

function lookUpFloats(
  table: Float32Array,
  source: Uint8Array,
  from: number,
  to: number,
  target: Float32Array,
  start: number,
): void {
  for (let i = from; i < to; i++) target[start + i] = table[source[i] as number] as number;
}
