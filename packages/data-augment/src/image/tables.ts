import type { Pixels } from "./image.ts";
import { type PixelType, pixelsOf } from "./scratch.ts";

/** What bytes become: one table of 256 values for all channels, or one for each. */
export type Tables = readonly Pixels[];

/** A table that changes nothing. */
export const unchanged: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => byte);

/** The tables of a function of value and channel. */
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

/** Tables of bytes, followed by others. */
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

/** Two loops alike, so that each sees one kind of array: the engine then makes the fastest of it. */
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
