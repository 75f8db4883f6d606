import { unzlibSync, zlibSync } from "fflate";
import { crc32 } from "../bytes/crc32.ts";
import { type EssentialChunks, joined } from "./png-chunks.ts";

/** The seven passes: where each begins, and how far its pixels are from each other. */
const passes: readonly (readonly [left: number, top: number, across: number, down: number])[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];
/** What comes before the header's fields: the signature, a length and a type. */
const HEADER = 16;
const HEADER_LENGTH = 13;

/** Whether the PNG is interlaced and has several pixels in a byte, which the decoder does not read. */
export function isInterlacedSmall({ bytes }: EssentialChunks): boolean {
  return bytes[HEADER + 12] === 1 && (bytes[HEADER + 8] as number) < 8;
}

/**
 * The same picture, not interlaced and with 8 bits a pixel: indices of the palette as they are, gray from 0 to 255.
 *
 * @see Portable Network Graphics (PNG) Specification (Third Edition), W3C, 2025, §8.1 and §9.
 */
export function withoutInterlacing({ bytes, packed }: EssentialChunks): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height, depth] = [
    view.getUint32(HEADER),
    view.getUint32(HEADER + 4),
    view.getUint8(HEADER + 8),
  ];
  const isGray = view.getUint8(HEADER + 9) === 0;
  const scale = isGray ? 255 / (2 ** depth - 1) : 1;
  const rows = pixelRows(joined(packed), width, height, depth, scale);
  const header = bytes.slice(HEADER, HEADER + HEADER_LENGTH);
  header[8] = 8;
  header[12] = 0;
  const colors = between(bytes).map(([type, data]) =>
    chunk(type, type === "tRNS" && isGray ? Uint8Array.of(0, (data[1] as number) * scale) : data),
  );
  return joined([
    bytes.subarray(0, 8),
    chunk("IHDR", header),
    ...colors,
    chunk("IDAT", zlibSync(rows, { level: 0 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** The palette and its opacities. */
function between(bytes: Uint8Array): [type: string, data: Uint8Array][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const found: [string, Uint8Array][] = [];
  for (let at = 8, length = 0; at < bytes.length; at += length + 12) {
    length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === "PLTE" || type === "tRNS") found.push([type, bytes.subarray(at + 8, at + 8 + length)]);
  }
  return found;
}

/** Rows of a byte that says "not filtered", and one for each pixel. */
function pixelRows(
  packed: Uint8Array,
  width: number,
  height: number,
  depth: number,
  scale: number,
): Uint8Array {
  const sizes = passes.map(([left, top, across, down]) => {
    const columns = Math.ceil((width - left) / across);
    const rows = columns > 0 ? Math.max(0, Math.ceil((height - top) / down)) : 0;
    return { rows, columns, rowBytes: Math.ceil((columns * depth) / 8) };
  });
  const size = sizes.reduce((sum, { rows, rowBytes }) => sum + rows * (1 + rowBytes), 0);
  const filtered = unzlibSync(packed, { out: new Uint8Array(size) });
  if (filtered.length < size) throw new Error(`there are ${filtered.length} bytes of pixels, not ${size}`);
  const out = new Uint8Array(height * (1 + width));
  let at = 0;
  passes.forEach(([left, top, across, down], pass) => {
    const { rows, columns, rowBytes } = sizes[pass] as (typeof sizes)[number];
    let above = new Uint8Array(rowBytes);
    for (let row = 0; row < rows; row++, at += 1 + rowBytes) {
      const bits = filtered.subarray(at + 1, at + 1 + rowBytes);
      unfilter(filtered[at] as number, bits, above);
      const start = (top + row * down) * (1 + width) + 1 + left;
      for (let column = 0; column < columns; column++)
        out[start + column * across] = pixel(bits, column * depth, depth) * scale;
      above = bits;
    }
  });
  return out;
}

function pixel(bits: Uint8Array, bit: number, depth: number): number {
  return ((bits[bit >>> 3] as number) >>> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}

/** Adds what the filter took away, in place: the byte on the left, above, the mean of both, or the one that Paeth's rule takes. */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array): void {
  if (filter > 4) throw new Error(`Unsupported filter: ${filter}`);
  for (let at = 0; at < row.length; at++) {
    const [left, up, corner] = [row[at - 1] ?? 0, above[at] as number, above[at - 1] ?? 0];
    const added = [0, left, up, (left + up) >>> 1, paeth(left, up, corner)][filter] as number;
    row[at] = (row[at] as number) + added;
  }
}

/** Of three neighbors the one closest to left + up − corner. */
function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp] = [Math.abs(up - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(
    Array.from(type, (letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}
