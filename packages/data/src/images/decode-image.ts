import { checkOptions, inWords } from "@cambium/tensor/checks";
import { requireBytes } from "../checks.ts";
import type { Image } from "../datasets/image.ts";
import { DataError } from "../errors.ts";
import { type Channels, type Interleaved, toImage } from "./channels.ts";
import type { DecodeRequest } from "./decode-request.ts";
import { decodeJpeg } from "./jpeg.ts";
import { decodePng } from "./png.ts";

/** Options of {@link decodeImage}. */
export interface DecodeOptions {
  /**
   * Number of channels: gray (1), RGB (3) or RGB with opacity (4). Default: that of the file. Color is converted to gray as
   * 0.299 r + 0.587 g + 0.114 b. Opacity is dropped if it is not requested, and is full if the file has none.
   */
  readonly channels?: 1 | 3 | 4;
  /** Bytes, or floats in [0, 1], which keep the precision of 16-bit images. Default: uint8; 16 bits are rounded to 8. */
  readonly dtype?: "uint8" | "float32";
  /** Name of the file, for messages. Default: "the image". */
  readonly name?: string;
  /**
   * If true, the image is rotated and mirrored according to its Exif orientation, so that it is upright; phones often store
   * photographs on their side. If false, the pixels keep the order of the file. Default: true.
   */
  readonly applyOrientation?: boolean;
  /** Maximum number of pixels, so that a small file cannot fill all memory. Default: 2²⁷, which is 11,585². */
  readonly maxPixels?: number;
}

/** Names of {@link DecodeOptions} except `name`, which functions that read from paths set. */
export const imageNames = ["channels", "dtype", "applyOrientation", "maxPixels"] as const;

/** Default of `maxPixels`. */
export const MAX_PIXELS: number = 2 ** 27;

/** First bytes of known formats. */
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
 * Decodes a PNG or JPEG image. The contents of the file determine its format, not its name.
 *
 * Of an animated PNG, only the still image is read. Color profiles are not applied. A CMYK JPEG is an error, because the codec
 * cannot convert it to RGB.
 *
 * @throws {DataError} If the file is empty, broken, cut short, in another format, or has more than `maxPixels`. The
 * error names the file and the position in it.
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
 * Checks options of decoding.
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
      `${op}: channels must be 1, 3 or 4: got ${inWords(channels)}. Leave it out to keep the default.`,
    );
  if (dtype !== "uint8" && dtype !== "float32")
    throw new RangeError(`${op}: dtype must be "uint8" or "float32": got ${inWords(dtype)}.`);
  if (typeof applyOrientation !== "boolean") {
    throw new RangeError(`${op}: applyOrientation must be true or false: got ${inWords(applyOrientation)}.`);
  }
  if (!(maxPixels >= 1))
    throw new RangeError(`${op}: maxPixels must be at least 1: got ${inWords(maxPixels)}.`);
}
