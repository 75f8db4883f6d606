import type { DType } from "./dtype.ts";
import { denseStrides, type Shape, sizeOf } from "./shape.ts";

/**
 * Memory of a backend. A backend extends this class by the data that its kernels need. The tensor package counts references, and
 * frees the memory with `Backend.free` when the count reaches 0.
 */
export abstract class Storage {
  /** Number of tensors and views that use this memory. Only the tensor package changes it. */
  references = 0;
  /** Size of the memory, in bytes. */
  readonly bytes: number;

  constructor(bytes: number) {
    this.bytes = bytes;
  }
}

/**
 * Strided view of memory: the index of element (i, j, …) in the storage is `offset + i·strides[0] + j·strides[1] + …`, counted in
 * elements. A stride may be 0 (a repeated dimension) or negative (a flipped dimension).
 */
export interface View<S extends Storage = Storage> {
  /** The memory, which other views may share. */
  readonly storage: S;
  /** Index of element (0, 0, …), in elements from the beginning of the storage. */
  readonly offset: number;
  /** Sizes of the dimensions. */
  readonly shape: Shape;
  /** Distance from one element to the next along each dimension, in elements. */
  readonly strides: readonly number[];
  /** Element type, which determines the size of an element in bytes. */
  readonly dtype: DType;
}

/** Row-major view of the beginning of `storage`. */
export function denseView(storage: Storage, shape: Shape, dtype: DType): View {
  return { storage, offset: 0, shape, strides: denseStrides(shape), dtype };
}

/** True if the elements are stored in row-major order without gaps. Dimensions of size 1 may have any stride. */
export function isDense(view: View): boolean {
  const { shape, strides } = view;
  let expected = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    const size = shape[i] as number;
    if (size !== 1 && strides[i] !== expected) return size === 0 || sizeOf(shape) === 0;
    expected *= size;
  }
  return true;
}

/** Repeats a view to `shape` by strides of 0. The shapes must broadcast. */
export function expandView(view: View, shape: Shape): View {
  const missing = shape.length - view.shape.length;
  const strides = new Array<number>(shape.length);
  for (let i = 0; i < shape.length; i++) {
    const repeated = i < missing || (view.shape[i - missing] === 1 && shape[i] !== 1);
    strides[i] = repeated ? 0 : (view.strides[i - missing] as number);
  }
  return { storage: view.storage, offset: view.offset, shape, strides, dtype: view.dtype };
}
