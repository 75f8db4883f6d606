import { DataError } from "../errors.ts";
import type { DecodeRequest } from "./decode-request.ts";

/** Fields of a PNG header. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of each sample. */
  readonly depth: number;
  /** Gray (0), RGB (2), palette (3), gray and opacity (4), or RGB and opacity (6). */
  readonly colorType: number;
  readonly isInterlaced: boolean;
  /** Samples that the file stores for each pixel; 1 with a palette. */
  readonly samples: number;
}

/** Samples of a pixel, and valid depths, for each color type. */
const kinds: Readonly<Record<number, readonly [samples: number, depths: readonly number[]]>> = {
  0: [1, [1, 2, 4, 8, 16]],
  2: [3, [8, 16]],
  3: [1, [1, 2, 4, 8]],
  4: [2, [8, 16]],
  6: [4, [8, 16]],
};

/**
 * Reads a PNG header.
 *
 * @param chunk The 13 bytes of the header chunk.
 * @throws {DataError} If the combination of fields is not valid.
 * @see Portable Network Graphics (PNG) Specification (Third Edition), W3C, 2025, §11.2.1.
 */
export function readPngHeader(chunk: Uint8Array, { name }: DecodeRequest): PngHeader {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const [depth, colorType, compression, filter, interlace] = chunk.subarray(8) as unknown as number[];
  const [samples, depths] = kinds[colorType as number] ?? [0, []];
  if (!depths.includes(depth as number) || compression !== 0 || filter !== 0 || (interlace as number) > 1) {
    throw new DataError(
      `decodeImage: the PNG is broken: ${name}: no such kind exists: color type ${colorType}, ${depth} bits, compression ` +
        `${compression}, filter ${filter}, interlace ${interlace}. Get the file again.`,
    );
  }
  return {
    width: view.getUint32(0),
    height: view.getUint32(4),
    depth: depth as number,
    colorType: colorType as number,
    isInterlaced: interlace === 1,
    samples,
  };
}
