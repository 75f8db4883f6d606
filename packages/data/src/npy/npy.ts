import type { Shape } from "@cambium/tensor";
import { requireBytes } from "../checks.ts";
import type { NumericArray } from "../datasets/values.ts";
import { DataError } from "../errors.ts";

import { parseHeader } from "./npy-header.ts";

/** Array of a NumPy file. */
export interface NpyArray {
  /** Shape. */
  readonly shape: Shape;
  /** Elements in row-major order. uint32 and 64-bit integers become float64, float16 becomes float32, bool becomes bytes. */
  readonly data: NumericArray;
}

interface ElementType {
  readonly bytes: number;
  readonly make: (count: number) => NumericArray;
  readonly read: (view: DataView, at: number, littleEndian: boolean) => number;
}

/** Element types by their NumPy name without the byte order. */
const elementTypes: ReadonlyMap<string, ElementType> = /* @__PURE__ */ new Map<string, ElementType>([
  ["b1", { bytes: 1, make: (count) => new Uint8Array(count), read: (view, at) => view.getUint8(at) }],
  ["u1", { bytes: 1, make: (count) => new Uint8Array(count), read: (view, at) => view.getUint8(at) }],
  ["f2", { bytes: 2, make: (count) => new Float32Array(count), read: readFloat16 }],
  ["i1", { bytes: 1, make: (count) => new Int8Array(count), read: (view, at) => view.getInt8(at) }],
  [
    "u2",
    { bytes: 2, make: (count) => new Uint16Array(count), read: (view, at, le) => view.getUint16(at, le) },
  ],
  ["i2", { bytes: 2, make: (count) => new Int16Array(count), read: (view, at, le) => view.getInt16(at, le) }],
  [
    "u4",
    { bytes: 4, make: (count) => new Float64Array(count), read: (view, at, le) => view.getUint32(at, le) },
  ],
  ["i4", { bytes: 4, make: (count) => new Int32Array(count), read: (view, at, le) => view.getInt32(at, le) }],
  [
    "f4",
    { bytes: 4, make: (count) => new Float32Array(count), read: (view, at, le) => view.getFloat32(at, le) },
  ],
  [
    "f8",
    { bytes: 8, make: (count) => new Float64Array(count), read: (view, at, le) => view.getFloat64(at, le) },
  ],
  [
    "u8",
    {
      bytes: 8,
      make: (count) => new Float64Array(count),
      read: (view, at, le) => Number(view.getBigUint64(at, le)),
    },
  ],
  [
    "i8",
    {
      bytes: 8,
      make: (count) => new Float64Array(count),
      read: (view, at, le) => Number(view.getBigInt64(at, le)),
    },
  ],
]);

/**
 * Reads a `.npy` file of NumPy.
 *
 * @param name Name of the file, for messages.
 * @throws {DataError} If the file is empty, in another format, cut short or too long, or its elements are not numbers.
 * @see NumPy documentation, numpy.lib.format: NPY format, versions 1.0 to 3.0.
 * @example
 * const { shape, data } = readNpy(await readFile("features.npy"));
 */
export function readNpy(bytes: Uint8Array, name = "the file"): NpyArray {
  requireBytes("readNpy", bytes);
  const { descr, fortranOrder, shape, start } = parseHeader(bytes, name);
  const type = elementTypes.get(descr.slice(1));
  if (!type || !"<>|=".includes(descr[0] as string)) {
    throw new DataError(
      `readNpy: the elements are not numbers that can be read: ${name} has ${JSON.stringify(descr)}. ` +
        "Convert it with astype(np.float32).",
    );
  }
  const count = shape.reduce((product, size) => product * size, 1);
  const [expected, found] = [count * type.bytes, bytes.length - start];
  if (found !== expected) {
    throw new DataError(
      `readNpy: the file is ${found < expected ? "cut short" : "too long"}: ${name} says that it holds ` +
        `[${shape.join(", ")}], ${expected} bytes after its header, but has ${found}. Get the file again.`,
    );
  }
  const data = elements(
    new DataView(bytes.buffer, bytes.byteOffset + start, expected),
    type,
    count,
    descr[0] !== ">",
  );
  return { shape, data: fortranOrder ? rowMajor(data, shape, type) : data };
}

/** Converts float16: 1 bit of sign, 5 bits of exponent, 10 bits of fraction. */
function readFloat16(view: DataView, at: number, littleEndian: boolean): number {
  const bits = view.getUint16(at, littleEndian);
  const [exponent, fraction] = [(bits >>> 10) & 31, bits & 1023];
  const sign = bits >>> 15 ? -1 : 1;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

function elements(
  view: DataView,
  { bytes, make, read }: ElementType,
  count: number,
  littleEndian: boolean,
): NumericArray {
  const data = make(count);
  for (let index = 0; index < count; index++) data[index] = read(view, index * bytes, littleEndian);
  return data;
}

/** Converts elements from column-major to row-major order. */
function rowMajor(data: NumericArray, shape: Shape, { make }: ElementType): NumericArray {
  const out = make(data.length);
  const position = shape.map(() => 0);
  for (let from = 0; from < data.length; from++) {
    out[position.reduce((at, index, axis) => at * (shape[axis] as number) + index, 0)] = data[from] as number;
    for (let axis = 0; axis < shape.length && ++(position[axis] as number) === shape[axis]; axis++)
      position[axis] = 0;
  }
  return out;
}
