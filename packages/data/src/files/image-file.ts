import { checkOptions } from "@cambium/tensor/checks";
import type { Image } from "../datasets/image.ts";
import { type DecodeOptions, decodeImage, imageNames } from "../images/decode-image.ts";
import { readBytes } from "./read-bytes.ts";

/**
 * Reads a PNG or JPEG file, for Node, Deno and Bun. Errors name the file.
 *
 * @throws {DataError} If the file cannot be read, and as `decodeImage`.
 */
export async function readImageFile(path: string, options: Omit<DecodeOptions, "name"> = {}): Promise<Image> {
  checkOptions("readImageFile", options, imageNames);
  return decodeImage(await readBytes("readImageFile", path), { ...options, name: path });
}
