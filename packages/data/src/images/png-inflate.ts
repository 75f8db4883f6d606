import { Unzlib, unzlibSync } from "fflate";
import { DataError } from "../errors.ts";
import type { DecodeRequest } from "./decode-request.ts";

/** Maximum number of bytes that one compressed byte can produce. */
const DEFLATE_RATIO = 1032;
/** Number of bytes that may be unpacked without counting them. */
const ALLOWED = 2 ** 28;
/** Number of compressed bytes passed at a time. */
const PART = 2 ** 16;

/**
 * Decompresses the filtered rows of a PNG image.
 *
 * @param packed Compressed bytes, in parts.
 * @param size Expected number of bytes.
 * @throws {DataError} If there are far more bytes than expected.
 * @throws {Error} If the data are damaged, or there are fewer bytes than expected.
 */
export function inflateRows(packed: readonly Uint8Array[], size: number, request: DecodeRequest): Uint8Array {
  const packedSize = packed.reduce((sum, part) => sum + part.length, 0);
  const rows = new Uint8Array(size);
  const length =
    packedSize * DEFLATE_RATIO <= ALLOWED
      ? unzlibSync(joined(packed, packedSize), { out: rows }).length
      : inflateInParts(packed, rows, request);
  if (length < size) throw new Error(`there are ${length} bytes of pixels, not ${size}`);
  return rows;
}

/** Decompresses part by part and stops at too many bytes, so that a small file cannot keep the processor busy for long. */
function inflateInParts(packed: readonly Uint8Array[], rows: Uint8Array, { name }: DecodeRequest): number {
  let length = 0;
  const unpacker = new Unzlib((part) => {
    if (length + part.length > rows.length) {
      throw new DataError(
        `decodeImage: the PNG unpacks to too much: ${name} states pixels of ${rows.length} bytes. Get the file again.`,
      );
    }
    rows.set(part, length);
    length += part.length;
  });
  for (const bytes of packed)
    for (let start = 0; start < bytes.length; start += PART)
      unpacker.push(bytes.subarray(start, start + PART));
  return length;
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  const bytes = new Uint8Array(size);
  let start = 0;
  for (const part of parts) {
    bytes.set(part, start);
    start += part.length;
  }
  return bytes;
}
