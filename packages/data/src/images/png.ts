import { convertIndexedToRgb, type DecodedPng, decode } from "fast-png";
import { DataError } from "../errors.ts";
import { isInterlacedSmall, withoutInterlacing } from "./adam7.ts";
import type { Interleaved } from "./channels.ts";
import type { DecodeRequest } from "./decode-request.ts";
import { checkUnpacked, essentialChunks } from "./png-chunks.ts";

/**
 * Decodes a PNG image of any kind: gray, color, palette; with or without opacity; 1 to 16 bits; interlaced.
 *
 * @see Portable Network Graphics (PNG) Specification (Third Edition), W3C, 2025.
 */
export function decodePng(bytes: Uint8Array, request: DecodeRequest): Interleaved {
  const png = essentialChunks(bytes, request);
  checkUnpacked(png, request);
  if (png.damaged) throw png.damaged;
  let decoded: DecodedPng;
  try {
    decoded = decode(isInterlacedSmall(png) ? withoutInterlacing(png) : png.bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(
      `decodeImage: the PNG is broken: ${request.name}: ${reason.replace(/[.:]$/, "")}. Get the file again.`,
      { cause },
    );
  }
  const { width, height } = decoded;
  if (decoded.palette) {
    const channels = decoded.palette[0]?.length === 4 ? 4 : 3;
    checkPalette(decoded, request);
    return { width, height, channels, data: convertIndexedToRgb(decoded) };
  }
  const plain = { width, height, channels: decoded.channels, data: eightBits(decoded) };
  return decoded.transparency?.length ? withOpacity(plain, colorOf(decoded)) : plain;
}

/** The color that is transparent, as `eightBits` writes it. */
function colorOf({ transparency, depth }: DecodedPng): number[] {
  return Array.from(transparency as Uint16Array, (value) =>
    depth < 8 ? (value * 255) / (2 ** depth - 1) : value,
  );
}

/** One more channel: opacity, none where the pixel has the transparent color, else all. */
function withOpacity({ data, channels, ...size }: Interleaved, transparent: readonly number[]): Interleaved {
  const highest = data instanceof Uint16Array ? 65535 : 255;
  const pixels = data.length / channels;
  const out =
    data instanceof Uint16Array
      ? new Uint16Array(pixels * (channels + 1))
      : new Uint8Array(pixels * (channels + 1));
  for (let pixel = 0; pixel < pixels; pixel++) {
    let isTransparent = true;
    for (let channel = 0; channel < channels; channel++) {
      const value = data[pixel * channels + channel] as number;
      out[pixel * (channels + 1) + channel] = value;
      isTransparent &&= value === transparent[channel];
    }
    out[pixel * (channels + 1) + channels] = isTransparent ? 0 : highest;
  }
  return { ...size, channels: channels + 1, data: out };
}

/** Bits of one pixel after another that begin anew in each row, spread over bytes from 0 to 255. */
function eightBits({ data, depth, width, height }: DecodedPng): Interleaved["data"] {
  if (depth >= 8) return data;
  const spread = new Uint8Array(width * height);
  const rowBytes = Math.ceil((width * depth) / 8);
  const highest = 2 ** depth - 1;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const bit = column * depth;
      const byte = data[row * rowBytes + (bit >>> 3)] as number;
      spread[row * width + column] = ((byte >>> (8 - depth - (bit & 7))) & highest) * (255 / highest);
    }
  return spread;
}

/** Every pixel must name a color that is there. */
function checkPalette(
  { data, depth, palette = [], width, height }: DecodedPng,
  { name }: DecodeRequest,
): void {
  const indices = depth >= 8 ? data : eightBits({ data, depth, width, height } as DecodedPng);
  const scale = depth >= 8 ? 1 : 255 / (2 ** depth - 1);
  for (let at = 0; at < indices.length; at++) {
    const index = (indices[at] as number) / scale;
    if (index < palette.length) continue;
    throw new DataError(
      `decodeImage: the PNG is broken: ${name}: pixel ${at % width}, ${Math.floor(at / width)} has color ${index} of a ` +
        `palette of ${palette.length}. Get the file again.`,
    );
  }
}
