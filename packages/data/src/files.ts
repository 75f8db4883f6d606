import { readFile } from "node:fs/promises";
import { readCifar10 } from "./cifar10.ts";
import { DataError } from "./errors.ts";
import { readIdxImages } from "./idx-images.ts";
import type { LabelledImages } from "./labelled-images.ts";

/** The files that {@link readIdxImageFiles} reads. */
export interface IdxImageFiles {
  /** Path of the file of images. */
  readonly images: string;
  /** Path of the file of labels. */
  readonly labels: string;
  /** A name for each class. Default: "0" to "9". */
  readonly classNames?: readonly string[];
}

/**
 * Reads a data set like MNIST from two files; for Node, Deno and Bun. Messages name the files.
 *
 * @throws {DataError} If a file cannot be read, and as `readIdxImages`.
 * @example
 * const test = await readIdxImageFiles({
 *   images: "mnist/t10k-images-idx3-ubyte.gz",
 *   labels: "mnist/t10k-labels-idx1-ubyte.gz",
 * });
 */
export async function readIdxImageFiles({
  images,
  labels,
  ...options
}: IdxImageFiles): Promise<LabelledImages> {
  const [imageBytes, labelBytes] = await Promise.all([
    bytesOf("readIdxImageFiles", images),
    bytesOf("readIdxImageFiles", labels),
  ]);
  return readIdxImages(imageBytes, labelBytes, { ...options, names: { images, labels } });
}

/**
 * Reads CIFAR-10 from the files of its binary version; for Node, Deno and Bun. Messages name the files.
 *
 * @throws {DataError} If a file cannot be read, and as `readCifar10`.
 */
export async function readCifar10Files(paths: readonly string[]): Promise<LabelledImages> {
  const files = await Promise.all(paths.map((path) => bytesOf("readCifar10Files", path)));
  return readCifar10(files, paths);
}

async function bytesOf(op: string, path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`${op}: cannot read a file: ${reason}. Check the path ${path}.`, { cause });
  }
}
