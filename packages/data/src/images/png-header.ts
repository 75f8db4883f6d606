import { DataError } from "../errors.ts";
import type { DecodeRequest } from "./decode-request.ts";

/** Fields of the header of a PNG file. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample. */
  readonly depth: number;
  /** 0 gray, 2 RGB, 3 palette, 4 gray and opacity, 6 RGB and opacity. */
  readonly colorType: number;
  readonly isInterlaced: boolean;
  /** Samples of a pixel, as the file stores them: 1 of a palette. */
  readonly samples: number;
}

/** For each color type the samples of a pixel, and the depths that it allows. */
const kinds: Readonly<Record<number, readonly [samples: number, depths: readonly number[]]>> = {
  0: [1, [1, 2, 4, 8, 16]],
  2: [3, [8, 16]],
  3: [1, [1, 2, 4, 8]],
  4: [2, [8, 16]],
  6: [4, [8, 16]],
};

/**
 * Reads the header.
 *
 * @param chunk Its 13 bytes.
 * @throws {DataError} If it states a kind that does not exist.
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
