import { gunzip } from "../bytes/gunzip.ts";
import { requireArray } from "../checks.ts";
import { LabeledImages } from "../datasets/labeled-images.ts";
import { checkLabels } from "../datasets/labels.ts";
import { DataError } from "../errors.ts";

/** Bytes of an image: 32 × 32 red values, then green, then blue. */
const PIXELS = 3 * 32 * 32;

/** Format of the records: labels, then an image. */
export interface CifarFormat {
  /** Name of the calling function, for messages. */
  readonly op: string;
  /** Number of labels of an image, one byte each. */
  readonly labelBytes: number;
  /** Index of the label to read. */
  readonly labelByte: number;
  readonly classNames: readonly string[];
}

/** Reads files of records into one data set. */
export async function readCifar(
  format: CifarFormat,
  files: readonly Uint8Array[],
  names: readonly string[],
): Promise<LabeledImages> {
  requireArray(format.op, "the files", files);
  const record = format.labelBytes + PIXELS;
  const parts = await Promise.all(
    files.map((file, index) => records(format, file, names[index] ?? `file ${index}`)),
  );
  const count = parts.reduce((sum, part) => sum + part.length / record, 0);
  const pixels = new Uint8Array(count * PIXELS);
  const labels = new Uint8Array(count);
  let image = 0;
  for (const part of parts) {
    for (let start = 0; start < part.length; start += record) {
      labels[image] = part[start + format.labelByte] as number;
      pixels.set(part.subarray(start + format.labelBytes, start + record), image * PIXELS);
      image++;
    }
  }
  return new LabeledImages({ pixels, labels, shape: [3, 32, 32], classNames: format.classNames });
}

/** Unpacks and checks a file. */
async function records(
  { op, labelBytes, labelByte, classNames }: CifarFormat,
  bytes: Uint8Array,
  name: string,
): Promise<Uint8Array> {
  const record = labelBytes + PIXELS;
  const file = await gunzip(op, name, bytes);
  if (file.length === 0) throw new DataError(`${op}: the file is empty: ${name}. Get the file again.`);
  if (file.length % record !== 0) {
    throw new DataError(
      `${op}: not whole records: ${name} has ${file.length} bytes, ${Math.floor(file.length / record)} records ` +
        `of ${record} and ${file.length % record} more. Get the file again; of an archive, give the .bin files in it.`,
    );
  }
  const labels = Uint8Array.from(
    { length: file.length / record },
    (_, index) => file[index * record + labelByte] as number,
  );
  checkLabels(op, name, labels, classNames.length);
  return file;
}
