import { DataError } from "../errors.ts";

/** Fields of the header of a NumPy file. */
export interface NpyHeader {
  /** Byte order and element type, such as "<f4". */
  readonly descr: string;
  /** True if the elements are in column-major order. */
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Offset of the elements in bytes. */
  readonly start: number;
}

const magic: readonly number[] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** Maximum length of a header in bytes, the same as the default limit of NumPy. */
const MAX_HEADER = 10_000;

/** Pattern of the Python dictionary that NumPy writes, with keys in any order and any spaces. */
const fields = {
  descr: /'descr'\s*:\s*'([^']*)'/,
  fortranOrder: /'fortran_order'\s*:\s*(True|False)/,
  shape: /'shape'\s*:\s*\(\s*((?:\d+\s*(?:,\s*|(?=\))))*)\)/,
} as const;

/** Reads the header of a NumPy file. */
export function parseHeader(bytes: Uint8Array, name: string): NpyHeader {
  const start = startOfElements(bytes, name);
  const text = new TextDecoder("latin1").decode(bytes.subarray(0, start));
  const [descr, fortranOrder, shape] = [fields.descr, fields.fortranOrder, fields.shape].map(
    (field) => field.exec(text)?.[1],
  );
  if (descr === undefined || fortranOrder === undefined || shape === undefined) {
    throw new DataError(
      `readNpy: the header cannot be read: ${name}: ${JSON.stringify(text.slice(10, 90))}. Save it with np.save of plain numbers.`,
    );
  }
  const sizes = shape
    .split(",")
    .filter((size) => size.trim() !== "")
    .map(Number);
  return { descr, fortranOrder: fortranOrder === "True", shape: sizes, start };
}

function startOfElements(bytes: Uint8Array, name: string): number {
  if (bytes.length === 0) throw new DataError(`readNpy: the file is empty: ${name}. Get the file again.`);
  if (!magic.every((byte, index) => bytes[index] === byte)) {
    const start = Array.from(bytes.subarray(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
    throw new DataError(
      `readNpy: not a NumPy file: ${name} begins with ${start}, and NumPy's with 93 4e 55 4d 50 59. Give the right file.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const sizeBytes = (bytes[6] ?? 0) >= 2 ? 4 : 2;
  const size = bytes.length < 12 ? 0 : sizeBytes === 4 ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = 8 + sizeBytes + size;
  if (size > 0 && size <= MAX_HEADER && start <= bytes.length) return start;
  throw new DataError(
    `readNpy: the header is cut short or too long: ${name} has ${bytes.length} bytes, its header ${size}, and at most ` +
      `${MAX_HEADER} are read. Get the file again.`,
  );
}
