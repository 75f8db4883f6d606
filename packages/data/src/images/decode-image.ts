import { checkOptions, inWords } from "@cambium/tensor/checks";
import { requireBytes } from "../checks.ts";
import type { Image } from "../datasets/image.ts";
import { DataError } from "../errors.ts";
import { type Channels, type Interleaved, toImage } from "./channels.ts";
import type { DecodeRequest } from "./decode-request.ts";
import { decodeJpeg } from "./jpeg.ts";
import { decodePng } from "./png.ts";

/** How {@link decodeImage} reads. */
export interface DecodeOptions {
  /**
   * Gray (1), red, green and blue (3), or those with opacity (4). Default: as the file has them. Color becomes gray as
   * 0.299 r + 0.587 g + 0.114 b; opacity that is not wanted is left out, and one that is missing is full.
   */
  readonly channels?: 1 | 3 | 4;
  /** Bytes, or floats from 0 to 1, which keep all of 16 bits. Default: uint8; 16 bits are rounded to 8. */
  readonly dtype?: "uint8" | "float32";
  /** What the bytes are, for messages. Default: "the image". */
  readonly name?: string;
  /**
   * Turns and mirrors the image as its Exif data say, so that it is upright: photographs of phones are often stored on their
   * side. With false the pixels stay in the order of the file. Default: true.
   */
  readonly applyOrientation?: boolean;
  /** The most pixels that an image may have, so that no small file fills all memory. Default: 2²⁷, as 11,585². */
  readonly maxPixels?: number;
}

/** The names of {@link DecodeOptions}, but for `name`, which readers of files know. */
export const imageNames = ["channels", "dtype", "applyOrientation", "maxPixels"] as const;

/** Default of `maxPixels`. */
export const MAX_PIXELS: number = 2 ** 27;

/** Formats that are known, by their first bytes. */
const formats: readonly (readonly [name: string, start: readonly number[]])[] = [
  ["PNG", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["JPEG", [0xff, 0xd8, 0xff]],
  ["GIF", [0x47, 0x49, 0x46, 0x38]],
  ["BMP", [0x42, 0x4d]],
  ["TIFF", [0x49, 0x49, 0x2a, 0x00]],
  ["TIFF", [0x4d, 0x4d, 0x00, 0x2a]],
  ["RIFF (WebP?)", [0x52, 0x49, 0x46, 0x46]],
  ["JPEG XL", [0xff, 0x0a]],
];

/**
 * Decodes a PNG or JPEG image. What it is, its content says, not the ending of its name.
 *
 * Of an animated PNG it is the still image. Color profiles are not applied. A JPEG in CMYK is refused: its codec does not
 * convert it to RGB.
 *
 * @throws {DataError} If the file is empty, broken, cut short, of another format, or has more than `maxPixels`; the
 * text names it and the place.
 * @throws {RangeError} If an option is out of range.
 * @example
 * const { data, shape } = await decodeImage(await readFile("cat.jpg"), { channels: 3, name: "cat.jpg" });
 */
export async function decodeImage(bytes: Uint8Array, options: DecodeOptions = {}): Promise<Image> {
  checkOptions("decodeImage", options, ["name", ...imageNames]);
  requireBytes("decodeImage", bytes);
  const { channels, dtype = "uint8", name = "the image" } = options;
  const { applyOrientation = true, maxPixels = MAX_PIXELS } = options;
  checkDecodeOptions("decodeImage", { channels, dtype, applyOrientation, maxPixels });
  return toImage(await decode(bytes, { name, applyOrientation, maxPixels }), channels, dtype);
}

function decode(bytes: Uint8Array, request: DecodeRequest): Interleaved | Promise<Interleaved> {
  const format = formatOf(bytes);
  if (format === "PNG") return decodePng(bytes, request);
  if (format === "JPEG") return decodeJpeg(bytes, request);
  if (bytes.length === 0)
    throw new DataError(`decodeImage: the file is empty: ${request.name}. Get the file again.`);
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  throw new DataError(
    `decodeImage: neither PNG nor JPEG: ${request.name} begins with ${start}` +
      `${format ? `, which is ${format}` : ""}. Convert it to one of them.`,
  );
}

function formatOf(bytes: Uint8Array): string | undefined {
  return formats.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0];
}

/**
 * Checks how images shall be decoded.
 *
 * @throws {RangeError} If an option is out of range.
 */
export function checkDecodeOptions(
  op: string,
  options: {
    readonly channels: Channels | undefined;
    readonly dtype: string;
    readonly applyOrientation: boolean;
    readonly maxPixels: number;
  },
): void {
  const { channels, dtype, applyOrientation, maxPixels } = options;
  if (channels !== undefined && ![1, 3, 4].includes(channels))
    throw new RangeError(
      `${op}: channels must be 1, 3 or 4: got ${channels}. Leave it out to keep the default.`,
    );
  if (dtype !== "uint8" && dtype !== "float32")
    throw new RangeError(`${op}: dtype must be "uint8" or "float32": got ${dtype}.`);
  if (typeof applyOrientation !== "boolean") {
    throw new RangeError(`${op}: applyOrientation must be true or false: got ${inWords(applyOrientation)}.`);
  }
  if (!(maxPixels >= 1)) throw new RangeError(`${op}: maxPixels must be at least 1: got ${maxPixels}.`);
}
