import type { LabeledImages } from "../datasets/labeled-images.ts";
import { readCifar } from "./cifar-records.ts";

/** Names of the classes, in the order of their labels. */
const classNames: readonly string[] = [
  "airplane",
  "automobile",
  "bird",
  "cat",
  "deer",
  "dog",
  "frog",
  "horse",
  "ship",
  "truck",
];

/**
 * Reads files of the binary version of CIFAR-10, each plain or compressed with gzip, into one data set.
 *
 * @param files Bytes of `data_batch_1.bin` and so on; the images keep this order.
 * @param names Names of the files, for messages. Default: "file 0" and so on.
 * @returns Images of shape [3, 32, 32].
 * @throws {DataError} If a file is empty, cut short or in another format, or a label is above 9.
 * @see Krizhevsky: Learning Multiple Layers of Features from Tiny Images (2009); the format is described at
 * https://www.cs.toronto.edu/~kriz/cifar.html.
 * @example
 * const train = await readCifar10([await readFile("data_batch_1.bin"), await readFile("data_batch_2.bin")]);
 */
export function readCifar10(
  files: readonly Uint8Array[],
  names: readonly string[] = [],
): Promise<LabeledImages> {
  return readCifar({ op: "readCifar10", labelBytes: 1, labelByte: 0, classNames }, files, names);
}
