import {
  type Backend,
  type DType,
  denseStrides,
  type Rng,
  type Shape,
  sizeOf,
  type View,
} from "@cambium/tensor";

const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array } as const;

/** Typed array with elements of a type; the array converts the numbers. */
export function arrayOf(dtype: DType, values: ArrayLike<number>): Float64Array<ArrayBuffer> {
  return arrays[dtype].from(values as number[]) as unknown as Float64Array<ArrayBuffer>;
}

/** Strided view of memory outside any backend. */
export interface HostView {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly strides: readonly number[];
  readonly offset: number;
  readonly memory: Float64Array<ArrayBuffer>;
}

/** Position of each element in memory, in row-major order. */
export function placesOf({ shape, strides, offset }: Omit<HostView, "memory" | "dtype">): number[] {
  let places = [offset];
  shape.forEach((size, axis) => {
    places = places.flatMap((place) => Array.from({ length: size }, (_, i) => place + i * strides[axis]!));
  });
  return places;
}

/** Elements in row-major order. */
function elementsOf(view: HostView): number[] {
  return placesOf(view).map((place) => view.memory[place]!);
}

/** View with the same elements, without gaps, from the start of its memory. */
export function densely(view: HostView): HostView {
  const memory = arrayOf(view.dtype, elementsOf(view));
  return { ...view, strides: denseStrides(view.shape), offset: 0, memory };
}

/** Freedom of a random view's strides: `repeats` allows 0, `dense` allows only an offset. */
export type LayoutFreedom = "repeats" | "strided" | "dense";

function layoutOf(
  rng: Rng,
  shape: Shape,
  freedom: LayoutFreedom,
): { strides: number[]; offset: number; length: number } {
  const strides = new Array<number>(shape.length).fill(0);
  let [length, offset] = [1, rng.int(4)];
  for (const axis of rng.permutation(shape.length)) {
    if (freedom === "repeats" && rng.int(4) === 0) continue;
    const stride = length * (1 + rng.int(2));
    const reach = stride * Math.max(shape[axis]! - 1, 0);
    const flipped = rng.int(4) === 0;
    strides[axis] = flipped ? -stride : stride;
    if (flipped) offset += reach;
    length = stride * Math.max(shape[axis]!, 1);
  }
  return { strides, offset, length: length + offset };
}

/** Random number of a type: floats of both signs (integers among them, NaN and infinities if `special`), small integers, 0 or 1. */
export function randomNumber(rng: Rng, dtype: DType, special = false): number {
  if (dtype === "bool") return rng.int(2);
  if (dtype === "int32") return rng.int(8) === 0 ? rng.bits() | 0 : rng.int(9) - 4;
  if (special && rng.int(6) === 0) return [Number.NaN, Infinity, -Infinity, 0, -0][rng.int(5)]!;
  return Math.fround(rng.int(3) === 0 ? rng.int(5) - 2 : rng.normal());
}

/**
 * View with a random layout on memory filled with random numbers, with more memory before and after it.
 *
 * @param freedom Layouts to choose from. Default: repeats.
 * @param number Makes one element. Default: {@link randomNumber}.
 */
export function randomView(
  rng: Rng,
  shape: Shape,
  dtype: DType,
  freedom: LayoutFreedom = "repeats",
  number: (rng: Rng) => number = (rng) => randomNumber(rng, dtype),
): HostView {
  const dense = { strides: denseStrides(shape), offset: rng.int(4), length: sizeOf(shape) + 4 };
  const { strides, offset, length } =
    freedom === "dense" || rng.int(3) === 0 ? dense : layoutOf(rng, shape, freedom);
  const memory = arrayOf(
    dtype,
    Array.from({ length: length + 3 }, () => number(rng)),
  );
  return { shape, dtype, strides, offset, memory };
}

/** Random shape of this rank, with sizes that are occasionally 0 and often 1. */
export function randomShape(rng: Rng, rank: number, largest = 6): number[] {
  return Array.from({ length: rank }, () =>
    rng.int(15) === 0 ? 0 : rng.int(4) === 0 ? 1 : 1 + rng.int(largest),
  );
}

/** Copies the view to a backend. */
export function upload(backend: Backend, { shape, dtype, strides, offset, memory }: HostView): View {
  const storage = backend.alloc(memory.byteLength);
  backend.write(storage, memory, 0);
  return { storage, shape, dtype, strides, offset };
}

/** Reads all of a view's memory from the backend. */
export async function memoryOf(
  backend: Backend,
  view: View,
  like: HostView,
): Promise<Float64Array<ArrayBuffer>> {
  const bytes = await backend.read(view.storage, 0, like.memory.byteLength);
  return new arrays[like.dtype](
    bytes.buffer,
    bytes.byteOffset,
    like.memory.length,
  ) as unknown as Float64Array<ArrayBuffer>;
}
