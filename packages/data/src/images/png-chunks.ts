import { Unzlib } from "fflate";
import { crc32 } from "../bytes/crc32.ts";
import { DataError } from "../errors.ts";
import type { DecodeRequest } from "./decode-request.ts";

/** What of a PNG file makes its picture. */
export interface EssentialChunks {
  /** A PNG file with the chunks that count, in their order; texts, profiles and frames of animations are left out. */
  readonly bytes: Uint8Array;
  /** The packed pixels, in parts. */
  readonly packed: readonly Uint8Array[];
  /** The first part that does not fit its checksum. */
  readonly damaged: DataError | undefined;
  /** How many bytes they should unpack to, at most. */
  readonly unpackedSize: number;
}

const essential: ReadonlySet<string> = /* @__PURE__ */ new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
const SIGNATURE = 8;
/** Length, type and checksum of a chunk. */
const FRAME = 12;
/** The most that one packed byte can unpack to. */
const DEFLATE_RATIO = 1032;
/** What may always be unpacked. */
const ALLOWED = 2 ** 28;

/**
 * Walks the chunks of a PNG file and keeps those that make the picture.
 *
 * @throws {DataError} If the file is cut short, has no header, or more pixels than are allowed.
 */
export function essentialChunks(bytes: Uint8Array, request: DecodeRequest): EssentialChunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts = [bytes.subarray(0, SIGNATURE)];
  const packed: Uint8Array[] = [];
  let unpackedSize = 0;
  let damaged: DataError | undefined;
  let type = "";
  for (let start = SIGNATURE; type !== "IEND"; ) {
    const length = start + FRAME <= bytes.length ? view.getUint32(start) : Number.POSITIVE_INFINITY;
    const end = start + FRAME + length;
    if (end > bytes.length) throw cutShort(bytes, start, request);
    type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
    if (start === SIGNATURE) unpackedSize = sizeFromHeader(view, type, length, request);
    if (essential.has(type)) {
      parts.push(bytes.subarray(start, end));
      const isWhole = crc32(bytes.subarray(start + 4, end - 4)) === view.getUint32(end - 4);
      if (!isWhole) damaged ??= damagedPart(type, start, request);
    }
    if (type === "IDAT") packed.push(bytes.subarray(start + 8, end - 4));
    start = end;
  }
  return { bytes: joined(parts), packed, damaged, unpackedSize };
}

function cutShort(bytes: Uint8Array, start: number, { name }: DecodeRequest): DataError {
  return new DataError(
    `decodeImage: the PNG is cut short: ${name} has ${bytes.length} bytes, and its part at ${start} needs more. ` +
      "Get the file again.",
  );
}

function damagedPart(type: string, start: number, { name }: DecodeRequest): DataError {
  return new DataError(
    `decodeImage: the PNG is broken: ${name}: its part ${type} at byte ${start} does not fit its checksum. Get the file again.`,
  );
}

/** The bytes that the pixels need, with room for interlacing. */
function sizeFromHeader(
  view: DataView,
  type: string,
  length: number,
  { name, maxPixels }: DecodeRequest,
): number {
  if (type !== "IHDR" || length !== 13) {
    throw new DataError(
      `decodeImage: the PNG is broken: ${name} begins with a part ${JSON.stringify(type)} of ${length} bytes, not with its ` +
        "header. Get the file again.",
    );
  }
  const [width, height] = [view.getUint32(SIGNATURE + 8), view.getUint32(SIGNATURE + 12)];
  const depth = view.getUint8(SIGNATURE + 16);
  checkSize("PNG", name, width, height, maxPixels);
  // Four channels at most; each row of each of seven passes has one byte more, and at least one pixel.
  return (Math.ceil((width * 4 * depth) / 8) + 2) * height * 2 + 64 * (width + height);
}

/**
 * Checks the sizes that the header of an image states.
 *
 * @throws {DataError} If one is 0, or there are more pixels than are allowed.
 */
export function checkSize(
  format: string,
  name: string,
  width: number,
  height: number,
  maxPixels: number,
): void {
  if (width > 0 && height > 0 && width * height <= maxPixels) return;
  throw new DataError(
    `decodeImage: the ${format} has no size to decode: ${name} is ${width} × ${height}, allowed are 1 to ${maxPixels} ` +
      "pixels. Get the file again, or allow more with maxPixels.",
  );
}

/**
 * Checks that packed pixels which could fill memory do not.
 *
 * @throws {DataError} If they unpack to more than the header states.
 */
export function checkUnpacked({ packed, unpackedSize }: EssentialChunks, { name }: DecodeRequest): void {
  const packedSize = packed.reduce((sum, part) => sum + part.length, 0);
  if (packedSize * DEFLATE_RATIO <= Math.max(ALLOWED, unpackedSize)) return;
  let size = 0;
  const counter = new Unzlib((chunk) => {
    size += chunk.length;
    if (size > unpackedSize) throw new TooMuch();
  });
  try {
    for (const part of packed)
      for (let start = 0; start < part.length; start += 2 ** 16)
        counter.push(part.subarray(start, start + 2 ** 16));
  } catch (error) {
    // Other faults are found again, and named, when the image is decoded.
    if (!(error instanceof TooMuch)) return;
    throw new DataError(
      `decodeImage: the PNG unpacks to too much: ${name} states pixels of at most ${unpackedSize} bytes. Get the file again.`,
    );
  }
}

class TooMuch extends Error {}

/** Parts as one. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    bytes.set(part, start);
    start += part.length;
  }
  return bytes;
}
