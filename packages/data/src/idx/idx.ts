import type { Shape } from "@cambium/tensor";
import { gunzip } from "../bytes/gunzip.ts";
import type { NumericArray } from "../datasets/values.ts";
import { DataError } from "../errors.ts";

/** Contents of an IDX file. */
export interface IdxArray {
  /** Shape from the header; [count, height, width] for images. */
  readonly shape: Shape;
  /** Elements in row-major order. */
  readonly data: NumericArray;
}

/** Type of elements: bytes of each, and a function that reads big-endian ones. */
interface ElementType {
  readonly bytes: number;
  read(view: DataView, count: number): NumericArray;
}

/** Element types by the code in the third byte of the file. */
const elementTypes: ReadonlyMap<number | undefined, ElementType> = /* @__PURE__ */ new Map([
  [0x08, { bytes: 1, read: (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength) }],
  [0x09, { bytes: 1, read: (view) => new Int8Array(view.buffer, view.byteOffset, view.byteLength) }],
  [0x0b, { bytes: 2, read: (view, length) => Int16Array.from({ length }, (_, i) => view.getInt16(2 * i)) }],
  [0x0c, { bytes: 4, read: (view, length) => Int32Array.from({ length }, (_, i) => view.getInt32(4 * i)) }],
  [
    0x0d,
    { bytes: 4, read: (view, length) => Float32Array.from({ length }, (_, i) => view.getFloat32(4 * i)) },
  ],
  [
    0x0e,
    { bytes: 8, read: (view, length) => Float64Array.from({ length }, (_, i) => view.getFloat64(8 * i)) },
  ],
] satisfies [number, ElementType][]);

/**
 * Reads an IDX file, the format of MNIST, plain or compressed with gzip.
 *
 * The file contains two zero bytes, a type code, the number of dimensions, the sizes as 32-bit integers, and the elements, all
 * big-endian.
 *
 * @param bytes Bytes of the file. Elements of one byte share its memory, unless it is compressed.
 * @param name Name of the file, for messages.
 * @throws {DataError} If the file is empty, in another format, cut short or too long.
 * @see LeCun, Cortes, Burges: The MNIST database of handwritten digits, section File Formats.
 * @example
 * const { shape, data } = await readIdx(await readFile("train-images-idx3-ubyte.gz"));
 */
export async function readIdx(bytes: Uint8Array, name = "the file"): Promise<IdxArray> {
  const file = await gunzip("readIdx", name, bytes);
  const type = elementType(file, name);
  const shape = sizes(file, name);
  const start = 4 + 4 * shape.length;
  const count = shape.reduce((product, size) => product * size, 1);
  const [expected, found] = [count * type.bytes, file.length - start];
  if (found !== expected) {
    throw new DataError(
      `readIdx: the file is ${found < expected ? "cut short" : "too long"}: ${name} says that it holds ` +
        `[${shape.join(", ")}], ${expected} bytes after its header, but has ${found}. Get the file again.`,
    );
  }
  return { shape, data: type.read(new DataView(file.buffer, file.byteOffset + start, expected), count) };
}

function elementType(file: Uint8Array, name: string): ElementType {
  if (file.length === 0) throw new DataError(`readIdx: the file is empty: ${name}. Get the file again.`);
  const type = elementTypes.get(file[2]);
  if (file[0] === 0 && file[1] === 0 && type) return type;
  const beginning = Array.from(file.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  throw new DataError(
    `readIdx: not an IDX file: ${name} begins with ${beginning}, and IDX with 00 00 and a type, 08 to 0e. ` +
      "Give the right file.",
  );
}

function sizes(file: Uint8Array, name: string): number[] {
  const rank = file[3] ?? 0;
  if (file.length < 4 + 4 * rank) {
    throw new DataError(
      `readIdx: the file is cut short: ${name} ends in its header, after ${file.length} bytes. Get the file again.`,
    );
  }
  const view = new DataView(file.buffer, file.byteOffset + 4, 4 * rank);
  return Array.from({ length: rank }, (_, dimension) => view.getUint32(4 * dimension));
}
