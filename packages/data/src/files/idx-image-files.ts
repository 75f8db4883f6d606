import { checkOptions } from "@cambium/tensor/checks";
import type { LabeledImages } from "../datasets/labeled-images.ts";
import { readIdxImages } from "../idx/idx-images.ts";
import { readBytes } from "./read-bytes.ts";

/** Files for {@link readIdxImageFiles}. */
export interface IdxImageFiles {
  /** Path of the file of images. */
  readonly images: string;
  /** Path of the file of labels. */
  readonly labels: string;
  /** Names of the classes. Default: "0" to "9". */
  readonly classNames?: readonly string[];
}

/**
 * Reads a data set like MNIST from two files, for Node, Deno and Bun. Errors name the files.
 *
 * @throws {DataError} If a file cannot be read, and as `readIdxImages`.
 * @example
 * const test = await readIdxImageFiles({
 *   images: "mnist/t10k-images-idx3-ubyte.gz",
 *   labels: "mnist/t10k-labels-idx1-ubyte.gz",
 * });
 */
export async function readIdxImageFiles(files: IdxImageFiles): Promise<LabeledImages> {
  checkOptions("readIdxImageFiles", files, ["images", "labels", "classNames"]);
  const { images, labels, ...options } = files;
  const [imageBytes, labelBytes] = await Promise.all([
    readBytes("readIdxImageFiles", images),
    readBytes("readIdxImageFiles", labels),
  ]);
  return readIdxImages(imageBytes, labelBytes, { ...options, names: { images, labels } });
}
