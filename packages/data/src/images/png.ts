import { DataError } from "../errors.ts";
import type { Interleaved } from "./channels.ts";
import type { DecodeRequest } from "./decode-request.ts";
import { orientationOf } from "./exif.ts";
import { oriented } from "./orient.ts";
import { essentialChunks, type PngChunks } from "./png-chunks.ts";
import { withColors, withOpacity } from "./png-colors.ts";
import { type PngHeader, readPngHeader } from "./png-header.ts";
import { unpackSamples } from "./png-rows.ts";

/**
 * Decodes a PNG image of any color type, bit depth and interlacing.
 *
 * @throws {DataError} If the file is broken or cut short.
 * @see Portable Network Graphics (PNG) Specification (Third Edition), W3C, 2025.
 */
export function decodePng(bytes: Uint8Array, request: DecodeRequest): Interleaved {
  const chunks = essentialChunks(bytes, request);
  if (chunks.damaged) throw chunks.damaged;
  const header = readPngHeader(chunks.header, request);
  try {
    const image = decodePixels(chunks, header, request);
    return chunks.exif && request.applyOrientation ? oriented(image, orientationOf(chunks.exif)) : image;
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(
      `decodeImage: the PNG is broken: ${request.name}: ${reason.replace(/[.:]$/, "")}. Get the file again.`,
      { cause },
    );
  }
}

function decodePixels(
  { packed, palette, transparency }: PngChunks,
  header: PngHeader,
  request: DecodeRequest,
): Interleaved {
  const { width, height, depth, colorType, samples } = header;
  const data = unpackSamples(packed, header, request);
  if (colorType === 3) return withColors(data, header, palette, transparency);
  const plain = { width, height, channels: samples, data };
  const image = transparency && samples % 2 === 1 ? withOpacity(plain, header, transparency) : plain;
  if (depth < 8) stretch(image.data, image.channels, depth);
  return image;
}

/** Scales gray values of fewer than 8 bits to the range from 0 to 255. */
function stretch(data: Interleaved["data"], channels: number, depth: number): void {
  const factor = 255 / (2 ** depth - 1);
  for (let at = 0; at < data.length; at += channels) data[at] = (data[at] as number) * factor;
}
