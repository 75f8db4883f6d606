import { bytesPerElement, type DType, type Rng, type Shape, sizeOf, type View } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";

export const allDTypes: readonly DType[] = ["float32", "float64", "int32", "bool"];
export const floats: readonly DType[] = ["float32", "float64"];
export const numbers: readonly DType[] = ["float32", "float64", "int32"];

const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array };

function typedArray(dtype: DType, length: number): Float64Array<ArrayBuffer> {
  return new arrays[dtype](length) as unknown as Float64Array<ArrayBuffer>;
}

function denseStrides(shape: Shape): number[] {
  return shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
}

/** One of `list`. */
export function pick<T>(rng: Rng, list: readonly T[]): T {
  return list[rng.int(list.length)]!;
}

/** Sizes from 0 to `largest`, mostly not 0. */
export function randomShape(rng: Rng, rank: number, largest = 5): number[] {
  return Array.from({ length: rank }, () => (rng.int(12) === 0 ? 0 : 1 + rng.int(largest)));
}

/** Random number of a type. Floats repeat often, and are occasionally NaN or infinite if `special`. */
export function randomNumber(rng: Rng, dtype: DType, special = false): number {
  if (dtype === "bool") return rng.int(2);
  if (dtype === "int32") return rng.int(8) === 0 ? rng.bits() | 0 : rng.int(9) - 4;
  if (special && rng.int(6) === 0) return pick(rng, [Number.NaN, Infinity, -Infinity, 0, -0]);
  const value = rng.int(3) === 0 ? rng.int(5) - 2 : rng.normal();
  return dtype === "float32" ? Math.fround(value) : value;
}

/** Random strides: dimensions in random order, with gaps and flips, and with strides of 0 if `repeats`. */
function randomLayout(
  rng: Rng,
  shape: Shape,
  repeats: boolean,
): { strides: number[]; offset: number; length: number } {
  const order = [...rng.permutation(shape.length)];
  const strides = new Array<number>(shape.length).fill(0);
  let [length, offset] = [1, rng.int(4)];
  for (const axis of rng.int(2) === 0 ? order : order.sort((a, b) => b - a)) {
    if (repeats && rng.int(5) === 0) continue;
    const stride = length * (rng.int(5) === 0 ? 2 : 1);
    const reach = stride * Math.max(shape[axis]! - 1, 0);
    const flipped = rng.int(5) === 0;
    strides[axis] = flipped ? -stride : stride;
    if (flipped) offset += reach;
    length = stride * Math.max(shape[axis]!, 1);
  }
  return { strides, offset, length: length + offset + 4 };
}

/** Options of random views. */
export interface ViewOptions {
  /** Allows strides of 0. */
  readonly repeats?: boolean;
  /** Makes the elements of the memory, in no particular order. */
  readonly number?: (rng: Rng) => number;
  readonly dense?: boolean;
}

/** View with random strides on new memory that is filled with random numbers. */
export function randomView(rng: Rng, shape: Shape, dtype: DType, options: ViewOptions = {}): View {
  const dense = { strides: denseStrides(shape), offset: rng.int(4), length: sizeOf(shape) + 4 };
  const layout =
    options.dense || rng.int(3) === 0 ? dense : randomLayout(rng, shape, options.repeats ?? true);
  const number = options.number ?? ((rng: Rng) => randomNumber(rng, dtype, true));
  const data = typedArray(dtype, layout.length).map(() => number(rng));
  const storage = referenceBackend.alloc(data.byteLength);
  referenceBackend.write(storage, data, 0);
  return { storage, shape, dtype, strides: layout.strides, offset: layout.offset };
}

/** Dense view for results, on memory filled with random numbers. */
export function outputView(rng: Rng, shape: Shape, dtype: DType): View {
  return randomView(rng, shape, dtype, { dense: true });
}

/** Dense view with these elements. */
export function viewOf(values: readonly number[], shape: Shape, dtype: DType): View {
  const data = typedArray(dtype, values.length).map((_, i) => values[i]!);
  const storage = referenceBackend.alloc(data.byteLength);
  referenceBackend.write(storage, data, 0);
  return { storage, shape, dtype, strides: denseStrides(shape), offset: 0 };
}

/** All positions of a shape, in row-major order. */
export function positions(shape: Shape): number[][] {
  let list: number[][] = [[]];
  for (const size of shape) list = list.flatMap((at) => Array.from({ length: size }, (_, i) => [...at, i]));
  return list;
}

/** All memory of a view's storage. */
export function memoryOf({ storage, dtype }: View): Float64Array {
  const length = Math.floor(storage.bytes / bytesPerElement[dtype]);
  const bytes = referenceBackend.readSync!(storage, 0, length * bytesPerElement[dtype]);
  return new arrays[dtype](bytes.buffer, 0, length) as unknown as Float64Array;
}

/** Index of an element in memory. */
export function placeOf(view: View, at: readonly number[]): number {
  return at.reduce((sum, i, axis) => sum + i * view.strides[axis]!, view.offset);
}

/** Elements of a view in row-major order. */
export function elementsOf(view: View): number[] {
  const memory = memoryOf(view);
  return positions(view.shape).map((at) => memory[placeOf(view, at)]!);
}

/** Number after a cast to this type: int32 is limited, and NaN becomes 0. */
export function asCast(value: number, dtype: DType): number {
  const limited = dtype === "int32" ? Math.min(Math.max(value, -2147483648), 2147483647) : value;
  return asStored(limited, dtype);
}

/** Number after it is stored in an array of this type: int32 wraps. */
export function asStored(value: number, dtype: DType): number {
  return dtype === "bool" ? Number(value !== 0) : typedArray(dtype, 1).fill(value)[0]!;
}

/** Allowed relative difference of a result in this type. */
export function tolerance(dtype: DType): number {
  return dtype === "float32" ? 1e-6 : 1e-14;
}

/** Index of the first pair that differs by more than `allowed`, relative to numbers larger than 1. −1 if all are within it. */
export function firstDifference(got: readonly number[], expected: readonly number[], allowed = 0): number {
  if (got.length !== expected.length) return Math.min(got.length, expected.length);
  return got.findIndex((value, i) => {
    const other = expected[i]!;
    if (value === other || (Number.isNaN(value) && Number.isNaN(other))) return false;
    return !(Math.abs(value - other) <= allowed * Math.max(1, Math.abs(other)));
  });
}
