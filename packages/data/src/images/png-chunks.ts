import { crc32 } from "../bytes/crc32.ts";
import { DataError } from "../errors.ts";
import type { DecodeRequest } from "./decode-request.ts";

/** Chunks of a PNG file that determine the image. */
export interface PngChunks {
  /** Header, 13 bytes. */
  readonly header: Uint8Array;
  /** Colors of the palette. */
  readonly palette: Uint8Array | undefined;
  /** Transparent color, or opacities of the palette. */
  readonly transparency: Uint8Array | undefined;
  /** Exif data. */
  readonly exif: Uint8Array | undefined;
  /** Compressed pixels, in parts. */
  readonly packed: readonly Uint8Array[];
  /** Error about the first chunk with a wrong checksum. */
  readonly damaged: DataError | undefined;
}

const essential: ReadonlySet<string> = /* @__PURE__ */ new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
const SIGNATURE = 8;
/** Bytes of length, type and checksum of a chunk. */
const FRAME = 12;

/**
 * Collects the chunks of a PNG file that determine the image, without text, color profiles and animation frames.
 *
 * @throws {DataError} If the file is cut short, has no header, or more pixels than are allowed.
 */
export function essentialChunks(bytes: Uint8Array, request: DecodeRequest): PngChunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = new Map<string, Uint8Array>();
  const packed: Uint8Array[] = [];
  let damaged: DataError | undefined;
  let type = "";
  for (let start = SIGNATURE; type !== "IEND"; ) {
    const length = start + FRAME <= bytes.length ? view.getUint32(start) : Number.POSITIVE_INFINITY;
    const end = start + FRAME + length;
    if (end > bytes.length) throw cutShort(bytes, start, request);
    type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
    if (start === SIGNATURE) checkHeader(view, type, length, request);
    if (essential.has(type)) {
      const isWhole = crc32(bytes.subarray(start + 4, end - 4)) === view.getUint32(end - 4);
      if (!isWhole) damaged ??= damagedPart(type, start, request);
    }
    const data = bytes.subarray(start + 8, end - 4);
    if (type === "IDAT") packed.push(data);
    else if (!found.has(type)) found.set(type, data);
    start = end;
  }
  return {
    header: found.get("IHDR") as Uint8Array,
    palette: found.get("PLTE"),
    transparency: found.get("tRNS"),
    exif: found.get("eXIf"),
    packed,
    damaged,
  };
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

function checkHeader(view: DataView, type: string, length: number, { name, maxPixels }: DecodeRequest): void {
  if (type !== "IHDR" || length !== 13) {
    throw new DataError(
      `decodeImage: the PNG is broken: ${name} begins with a part ${JSON.stringify(type)} of ${length} bytes, not with its ` +
        "header. Get the file again.",
    );
  }
  checkSize("PNG", name, view.getUint32(SIGNATURE + 8), view.getUint32(SIGNATURE + 12), maxPixels);
}

/**
 * Checks width and height from the header of an image.
 *
 * @throws {DataError} If one is 0, or there are more pixels than allowed.
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
