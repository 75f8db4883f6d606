import { DataError } from "./errors.ts";
import { gunzip } from "./gunzip.ts";
import { LabelledImages } from "./labelled-images.ts";
import { checkLabels } from "./labels.ts";

/** Bytes of an image: 32 × 32 red, then green, then blue. */
const PIXELS = 3 * 32 * 32;
/** Bytes of a record: the label, then the image. */
const RECORD = 1 + PIXELS;

/** The classes, in the order of their labels. */
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
 * Reads files of the binary version of CIFAR-10, each plain or packed with gzip, into one data set.
 *
 * @param files Bytes of `data_batch_1.bin` and so on, in the order wanted.
 * @param names What each is, for messages. Default: "file 0" and so on.
 * @returns Images of shape [3, 32, 32].
 * @throws {DataError} If a file is empty, cut short or of another kind, or a label is above 9.
 * @see Krizhevsky: Learning Multiple Layers of Features from Tiny Images (2009); the format is described at
 * https://www.cs.toronto.edu/~kriz/cifar.html.
 * @example
 * const train = await readCifar10([await readFile("data_batch_1.bin"), await readFile("data_batch_2.bin")]);
 */
export async function readCifar10(
  files: readonly Uint8Array[],
  names: readonly string[] = [],
): Promise<LabelledImages> {
  const parts = await Promise.all(files.map((file, index) => records(file, names[index] ?? `file ${index}`)));
  const count = parts.reduce((sum, part) => sum + part.length / RECORD, 0);
  const pixels = new Uint8Array(count * PIXELS);
  const labels = new Uint8Array(count);
  let image = 0;
  for (const part of parts) {
    for (let start = 0; start < part.length; start += RECORD) {
      labels[image] = part[start] as number;
      pixels.set(part.subarray(start + 1, start + RECORD), image * PIXELS);
      image++;
    }
  }
  return new LabelledImages({ pixels, labels, shape: [3, 32, 32], classNames });
}

/** The unpacked file, checked. */
async function records(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  const file = await gunzip("readCifar10", name, bytes);
  if (file.length === 0) throw new DataError(`readCifar10: the file is empty: ${name}. Get the file again.`);
  if (file.length % RECORD !== 0) {
    throw new DataError(
      `readCifar10: not whole records: ${name} has ${file.length} bytes, ${Math.floor(file.length / RECORD)} records ` +
        `of ${RECORD} and ${file.length % RECORD} more. Get the file again; of an archive, give the .bin files in it.`,
    );
  }
  const labels = Uint8Array.from(
    { length: file.length / RECORD },
    (_, index) => file[index * RECORD] as number,
  );
  checkLabels("readCifar10", name, labels, classNames.length);
  return file;
}
