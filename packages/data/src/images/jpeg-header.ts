import { DataError } from "../errors.ts";
import type { DecodeRequest } from "./decode-request.ts";
import { type Orientation, orientationOf } from "./exif.ts";
import { checkSize } from "./png-chunks.ts";

/** Properties of a JPEG file, read from its header. */
export interface JpegHeader {
  /** Number of channels, 1 or 3. */
  readonly channels: number;
  readonly orientation: Orientation;
  /** True if all pixels are in one scan, which is not progressive. */
  readonly isOneScan: boolean;
}

/** Frame markers that can be decoded: baseline, extended and progressive, with Huffman coding. */
const decodable: ReadonlySet<number> = /* @__PURE__ */ new Set([0xc0, 0xc1, 0xc2]);
/** Other frame markers: lossless, hierarchical and arithmetic coding. */
const undecodable: ReadonlySet<number> = /* @__PURE__ */ new Set([
  0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
]);
const PROGRESSIVE = 0xc2;
/** Marker of a segment that contains Exif data if it starts with `exifMark`. */
const APP1 = 0xe1;
const exifMark: readonly number[] = [0x45, 0x78, 0x69, 0x66, 0, 0];
/** Pixels of the largest coded block: 8 × 32 if a channel is subsampled by 4. Each block takes at least one bit. */
const PIXELS_OF_BIT = 256;
/** Maximum number of scans. No encoder writes more, and each costs as much time as decoding the image. */
const MAX_SCANS = 64;

/**
 * Reads the segments of a JPEG file up to its frame header, and counts the scans after it.
 *
 * @throws {DataError} If the file is cut short, uses a coding that is not supported, or has too many pixels or scans.
 */
export function readJpegHeader(bytes: Uint8Array, request: DecodeRequest): JpegHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let orientation: Orientation | undefined;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff)
      throw broken(request, at, `a segment should begin at ${at}, but there is byte ${bytes[at]}`);
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) at++;
    else if (undecodable.has(marker))
      throw broken(
        request,
        at,
        `it is coded in a rare way, frame ${marker.toString(16)}; convert it to baseline`,
      );
    else if (decodable.has(marker) && at + 10 <= bytes.length) {
      const isOneScan = countScans(bytes, at, request) === 1 && marker !== PROGRESSIVE;
      return { channels: channelsOf(view, at, request), orientation: orientation ?? 1, isOneScan };
    } else {
      const end = at + 2 + view.getUint16(at + 2);
      if (marker === APP1 && exifMark.every((byte, index) => bytes[at + 4 + index] === byte))
        orientation ??= orientationOf(bytes.subarray(at + 10, end));
      at = end;
    }
  }
  throw new DataError(
    `decodeImage: the JPEG is cut short: ${request.name} has ${bytes.length} bytes, and ends in its header. ` +
      "Get the file again.",
  );
}

function channelsOf(view: DataView, frame: number, request: DecodeRequest): number {
  const bits = view.getUint8(frame + 4);
  if (bits !== 8) throw broken(request, frame, `it has ${bits} bits a channel, not 8`);
  const [height, width] = [view.getUint16(frame + 5), view.getUint16(frame + 7)];
  checkSize("JPEG", request.name, width, height, request.maxPixels);
  if (width * height > view.byteLength * 8 * PIXELS_OF_BIT)
    throw broken(
      request,
      frame,
      `it states ${width} × ${height} pixels, too many for ${view.byteLength} bytes`,
    );
  const channels = view.getUint8(frame + 9);
  if (channels === 1 || channels === 3) return channels;
  throw new DataError(
    `decodeImage: the JPEG has ${channels} channels: ${request.name}, gray has 1 and color 3` +
      `${channels === 4 ? "; 4 are CMYK" : ""}. Convert it to RGB.`,
  );
}

function countScans(bytes: Uint8Array, frame: number, request: DecodeRequest): number {
  let scans = 0;
  for (let at = bytes.indexOf(0xff, frame); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xda && ++scans > MAX_SCANS)
      throw broken(request, at, `it has more than ${MAX_SCANS} scans, which would take too long`);
  }
  return scans;
}

function broken({ name }: DecodeRequest, at: number, reason: string): DataError {
  return new DataError(
    `decodeImage: the JPEG cannot be decoded: ${name}, at byte ${at}: ${reason}. Get another file.`,
  );
}
