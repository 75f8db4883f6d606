import { formatShape } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { LabeledImages } from "../datasets/labeled-images.ts";
import { checkLabels } from "../datasets/labels.ts";
import { DataError } from "../errors.ts";
import { type IdxArray, readIdx } from "./idx.ts";

/** Options of {@link readIdxImages}. */
export interface IdxImagesOptions {
  /** Names of the classes. Default: "0" to "9". */
  readonly classNames?: readonly string[];
  /** Names of the files, for messages. Default: "the images" and "the labels". */
  readonly names?: {
    /** Name of the first file, such as its path. */
    readonly images: string;
    /** Name of the second file. */
    readonly labels: string;
  };
}

const digitNames: readonly string[] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/**
 * Reads the two IDX files of a data set like MNIST or Fashion-MNIST, plain or compressed with gzip.
 *
 * @param images Bytes of the file of images: unsigned bytes of shape [count, height, width].
 * @param labels Bytes of the file of labels: unsigned bytes of shape [count].
 * @returns Images of shape [1, height, width].
 * @throws {DataError} If a file is empty, cut short or in another format, the counts differ, or a label is out of range.
 * @see {@link readIdx}
 * @example
 * const test = await readIdxImages(
 *   await readFile("t10k-images-idx3-ubyte.gz"),
 *   await readFile("t10k-labels-idx1-ubyte.gz"),
 * );
 */
export async function readIdxImages(
  images: Uint8Array,
  labels: Uint8Array,
  options: IdxImagesOptions = {},
): Promise<LabeledImages> {
  checkOptions("readIdxImages", options, ["classNames", "names"]);
  const { classNames = digitNames, names = { images: "the images", labels: "the labels" } } = options;
  const [pixelArray, labelArray] = await Promise.all([
    readIdx(images, names.images),
    readIdx(labels, names.labels),
  ]);
  const [count = 0, height = 0, width = 0] = pixelArray.shape;
  const pixelBytes = unsignedBytes(pixelArray, 3, "images (count, height, width)", names.images);
  const labelBytes = unsignedBytes(labelArray, 1, "labels (count)", names.labels);
  checkCounts(count, labelBytes.length, names);
  checkLabels("readIdxImages", names.labels, labelBytes, classNames.length);
  return new LabeledImages({
    pixels: pixelBytes,
    labels: labelBytes,
    shape: [1, height, width],
    classNames,
  });
}

function unsignedBytes({ data, shape }: IdxArray, rank: number, kind: string, name: string): Uint8Array {
  if (data instanceof Uint8Array && shape.length === rank) return data;
  throw new DataError(
    `readIdxImages: not a file of ${kind}: ${name} holds a ${data.constructor.name} of shape ${formatShape(shape)}. ` +
      "Give unsigned bytes, the images first and the labels second.",
  );
}

function checkCounts(images: number, labels: number, names: { images: string; labels: string }): void {
  if (images === labels) return;
  throw new DataError(
    `readIdxImages: the counts differ: ${names.images}: ${images} images, ${names.labels}: ${labels} labels. ` +
      "Give two files that belong together.",
  );
}
